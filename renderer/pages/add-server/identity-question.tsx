import { useEffect, useId, useRef } from 'react'
import type { StageEvent } from '../../../preload/contract/server.ts'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { FixedText } from '../../parts/fixed-text.tsx'
import style from './identity-question.module.css'

export interface IdentityQuestionProps {
  readonly question: Extract<StageEvent, { kind: 'ask' }>
  readonly onYes: () => void
  readonly onNo: () => void
}

/** First contact. The question gets the focus, not its answer: Enter alone never says yes. */
export function IdentityQuestion({ question, onYes, onNo }: IdentityQuestionProps) {
  const say = useText()
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
  }, [])
  return (
    <section className={style['question']} aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        {say('addServer.askTitle')}
      </h2>
      <p>{say('addServer.askMore', { host: question.host })}</p>
      <blockquote className={style['sentence']}>{question.sentence}</blockquote>
      <p className={style['print']}>
        <span className={style['soft']}>{say('addServer.askPrint', { keyType: question.keyType })}</span>
        <code>{question.sha256}</code>
        <CopyButton text={question.sha256} label={say('addServer.askCopy')} />
      </p>
      <p>{say('addServer.askWhy')}</p>
      <Disclosure title={say('addServer.askHow')} level={3}>
        <p>{say('addServer.askHowMore')}</p>
        <FixedText text="for key in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf $key; done" />
      </Disclosure>
      <div className={style['buttons']}>
        <Button onPress={onYes}>{say('addServer.askYes')}</Button>
        <Button kind="quiet" onPress={onNo}>
          {say('addServer.askNo')}
        </Button>
      </div>
    </section>
  )
}
