import { useState } from 'react'
import type { LiveDifference } from '../../../../preload/contract/app-settings.ts'
import { useText } from '../../../language/text.ts'
import { Button } from '../../../parts/button.tsx'
import { Disclosure } from '../../../parts/disclosure.tsx'
import { Notice } from '../../../parts/notice.tsx'
import style from './app-settings.module.css'

/** The server runs other settings than the file says. Passwords and keys are shown when asked for. */
export function LiveNotice({ differences }: { readonly differences: readonly LiveDifference[] }) {
  const say = useText()
  const [isOpen, setOpen] = useState(false)
  const value = (text: string | null, isSecret: boolean) => {
    if (text === null) return <span className={style['soft']}>{say('appSettings.notSet')}</span>
    if (isSecret && !isOpen) return <span aria-label={say('appSettings.concealed')}>••••••</span>
    return text === '' ? (
      <span className={style['soft']}>{say('appSettings.emptyValue')}</span>
    ) : (
      <code className={style['value']}>{text}</code>
    )
  }
  return (
    <Notice tone="warn" what={say('appSettings.liveWhat')} isAnnounced>
      <p>{say('appSettings.liveMore')}</p>
      <Disclosure title={say('appSettings.liveShow', { count: differences.length })} level={2}>
        <div className={style['scroll']} tabIndex={0} role="region" aria-label={say('appSettings.liveTable')}>
          <table className={style['table']}>
            <thead>
              <tr>
                <th scope="col">{say('appSettings.liveSetting')}</th>
                <th scope="col">{say('appSettings.liveServer')}</th>
                <th scope="col">{say('appSettings.liveFile')}</th>
              </tr>
            </thead>
            <tbody>
              {differences.map(({ key, server, file, isSecret }) => (
                <tr key={key}>
                  <th scope="row">
                    <code>{key}</code>
                  </th>
                  <td>{value(server, isSecret)}</td>
                  <td>{value(file, isSecret)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {differences.some(({ isSecret }) => isSecret) && (
          <div>
            <Button size="small" onPress={() => setOpen(!isOpen)}>
              {say(isOpen ? 'appSettings.hideSecrets' : 'appSettings.showSecrets')}
            </Button>
          </div>
        )}
      </Disclosure>
    </Notice>
  )
}
