import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AppPassword, AppSummary } from '../../../preload/contract/app.ts'
import { failureFrom } from '../../api/failure.ts'
import { passwordsKey } from '../../api/keys.ts'
import { useApi } from '../../api/provider.tsx'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Pill } from '../../parts/pill.tsx'
import { TimeOfDay } from '../../parts/time-ago.tsx'
import style from './app-page.module.css'
import { RotateDialog } from './rotate-dialog.tsx'
import { useAppPlan } from './use-app-plan.tsx'

/** Which passwords and keys there are, which are missing, and the way to new ones. Their values are nowhere here. */
export function AppPasswords({ app, title }: { readonly app: AppSummary; readonly title: string }) {
  const say = useText()
  const { apps } = useApi()
  const reference = { server: app.server, app: app.name }
  const found = useQuery({
    queryKey: passwordsKey(reference),
    queryFn: ({ signal }) => apps.passwords.query(reference, { signal }),
    staleTime: 0,
  })
  const plan = useAppPlan()
  const [rotated, setRotated] = useState<AppPassword | null>(null)
  const isBusy = app.job !== null || plan.isPending
  if (found.isError) return <FailureNotice failure={failureFrom(found.error)} />
  if (found.data === undefined) return <p role="status">{say('app.passwordsLooking')}</p>
  const missing = found.data.filter(({ createdAt }) => createdAt === null)
  if (found.data.length === 0) return <Notice tone="off" what={say('app.passwordsNone', { title })} />
  return (
    <div className={style['sections']}>
      <p className={style['soft']}>{say('app.passwordsMore')}</p>
      {missing.length > 0 && (
        <Notice
          tone="warn"
          what={say('app.passwordsMissing', { count: missing.length })}
          button={
            <Button
              kind="main"
              isDisabled={isBusy}
              onPress={() =>
                plan.ask((inserted) => apps.planSettings.mutate({ ...reference, edit: { kind: 'none' }, inserted }))
              }
            >
              {say('app.passwordsMake')}
            </Button>
          }
        >
          <p>{say('app.passwordsMissingMore', { title })}</p>
        </Notice>
      )}
      {plan.trouble}
      <ul className={style['versions']} aria-label={say('app.passwords')}>
        {found.data.map((password) => (
          <li key={password.name} className={style['version']}>
            <Password password={password} isBusy={isBusy} onRotate={() => setRotated(password)} />
          </li>
        ))}
      </ul>
      {rotated !== null && <RotateDialog app={reference} password={rotated} onClose={() => setRotated(null)} />}
    </div>
  )
}

interface PasswordProps {
  readonly password: AppPassword
  readonly isBusy: boolean
  readonly onRotate: () => void
}

function Password({ password, isBusy, onRotate }: PasswordProps) {
  const { label, help, fullName, createdAt, isKept, rotates } = password
  const say = useText()
  return (
    <>
      <div className={style['partHead']}>
        <strong>{label}</strong>
        {createdAt === null && <Pill tone="warn">{say('app.passwordMissing')}</Pill>}
        {isKept && <Pill tone="off">{say('app.passwordKept')}</Pill>}
        {createdAt !== null && rotates && (
          <Button size="small" isDisabled={isBusy} onPress={onRotate} aria-label={say('app.rotateNamed', { label })}>
            {say('app.rotate')}
          </Button>
        )}
      </div>
      {help !== '' && <p className={style['soft']}>{help}</p>}
      <p className={style['soft']}>
        {createdAt !== null && (
          <>
            {say('app.passwordSince')} <TimeOfDay at={createdAt} /> ·{' '}
          </>
        )}
        <code>{fullName}</code>
      </p>
    </>
  )
}
