import type { PlanDetail } from '../../../preload/contract/plan.ts'
import { useText } from '../../language/text.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { FixedText } from '../../parts/fixed-text.tsx'
import style from './plan-page.module.css'

/** The same for technicians: commands, the settings file, and what the server's Docker is asked. */
export function PlanDetails({ details }: { readonly details: readonly PlanDetail[] }) {
  const say = useText()
  const commands = details.flatMap((detail) => (detail.kind === 'command' ? [detail.command] : [])).join('\n')
  const files = details.filter((detail) => detail.kind === 'file')
  const requests = details.filter((detail) => detail.kind === 'request')
  return (
    <>
      {commands !== '' && <Detail title={say('plan.commands')} text={commands} copy={say('plan.copyCommands')} />}
      {files.map(({ path, content }) => (
        <Detail key={path} title={path} text={content} copy={say('plan.copyFile')} />
      ))}
      {requests.length > 0 && (
        <section className={style['detail']}>
          <h3>{say('plan.requests')}</h3>
          {requests.map(({ method, path, body }, index) => (
            <Disclosure key={index} level={4} title={`${method} ${path}${nameIn(body)}`}>
              <FixedText text={body} label={`${method} ${path}`} />
            </Disclosure>
          ))}
        </section>
      )}
    </>
  )
}

function Detail({ title, text, copy }: { readonly title: string; readonly text: string; readonly copy: string }) {
  return (
    <section className={style['detail']}>
      <div className={style['detailTop']}>
        <h3>{title}</h3>
        <CopyButton text={text} label={copy} />
      </div>
      <FixedText text={text} label={title} />
    </section>
  )
}

/** What a request is about, so that ten of the same kind can be told apart. */
function nameIn(body: string): string {
  const name = /^ {0,2}"Name": "([^"]*)"/m.exec(body)?.[1]
  return name === undefined ? '' : ` · ${name}`
}
