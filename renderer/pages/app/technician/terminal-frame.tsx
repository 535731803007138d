import { useRef, useState } from 'react'
import { useText } from '../../../language/text.ts'
import { Button } from '../../../parts/button.tsx'
import { Checkbox } from '../../../parts/checkbox.tsx'
import { CopyButton } from '../../../parts/copy-button.tsx'
import { FailureNotice } from '../../../parts/failure-notice.tsx'
import style from './technician.module.css'
import { type TerminalState, type TerminalWish, useTerminal } from './use-terminal.ts'

export interface TerminalFrameProps {
  readonly wish: TerminalWish
  /** What it is, for those who hear it. */
  readonly label: string
  readonly onClose: () => void
}

/** A terminal with what belongs to it. To open another one, give it another key. */
export function TerminalFrame({ wish, label, onClose }: TerminalFrameProps) {
  const say = useText()
  const buttons = useRef<HTMLDivElement>(null)
  const leave = () => buttons.current?.querySelector('button')?.focus()
  const { place, screen, state } = useTerminal(wish, label, leave)
  const [isReadOut, setReadOut] = useState(false)
  const isShell = wish.kind === 'inside' && wish.input.run.kind === 'shell'
  return (
    <div className={style['terminal']}>
      {wish.kind === 'inside' && <p className={style['soft']}>{say('inside.technician.keys')}</p>}
      <div className={style['frame']} role="group" aria-label={label}>
        <div ref={place} className={style['screen']} />
      </div>
      <Ending state={state} />
      <div ref={buttons} className={style['row']}>
        <Button size="small" onPress={onClose}>
          {state.kind === 'open' && !isShell
            ? say('inside.technician.stop')
            : isShell
              ? say('inside.technician.close')
              : say('inside.technician.closeOutput')}
        </Button>
        <CopyButton text={() => screen.current?.text() ?? ''} label={say('inside.technician.copyText')} isLabelShown />
        <Checkbox
          label={say('inside.technician.readOut')}
          isSelected={isReadOut}
          onChange={(on) => {
            setReadOut(on)
            screen.current?.readOut(on)
          }}
        />
      </div>
    </div>
  )
}

function Ending({ state }: { readonly state: TerminalState }) {
  const say = useText()
  switch (state.kind) {
    case 'opening':
      return <p role="status">{say('inside.technician.opening')}</p>
    case 'open':
      return null
    case 'ended':
      if (state.failure !== null) return <FailureNotice failure={state.failure} />
      return (
        <p role="status">
          {state.isStopped
            ? say('inside.technician.endedPart')
            : state.exitCode === null
              ? say('inside.technician.ended')
              : say('inside.technician.endedCode', { code: state.exitCode })}
        </p>
      )
  }
}
