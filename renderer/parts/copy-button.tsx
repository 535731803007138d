import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useText } from '../language/text.ts'
import { Button } from './button.tsx'
import { copyText } from './copy-text.ts'

export interface CopyButtonProps {
  /** A function where putting it together takes work. */
  readonly text: string | (() => string)
  /** What is copied, for those who hear it: “Copy the address”. */
  readonly label: string
  /** Says all of it on the button, where “Copy” alone is not enough. */
  readonly isLabelShown?: boolean
}

export function CopyButton({ text, label, isLabelShown = false }: CopyButtonProps) {
  const say = useText()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <>
      <Button
        size="small"
        {...(copied ? {} : { 'aria-label': label })}
        icon={copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        onPress={() => {
          void copyText(typeof text === 'string' ? text : text()).then(() => setCopied(true))
        }}
      >
        {copied ? say('parts.copied') : isLabelShown ? label : say('parts.copy')}
      </Button>
      <span className="only-heard" role="status">
        {copied ? say('parts.copied') : ''}
      </span>
    </>
  )
}
