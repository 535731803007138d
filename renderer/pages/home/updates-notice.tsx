import { Link } from '@tanstack/react-router'
import type { AppSummary } from '../../../preload/contract/app.ts'
import { useText } from '../../language/text.ts'
import { buttonClass } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { hasUpdate } from '../updates/planned-update.ts'

/** Several apps can be updated together; a single one says so on its card. */
export function UpdatesNotice({ apps }: { readonly apps: readonly AppSummary[] }) {
  const say = useText()
  const count = apps.filter(hasUpdate).length
  if (count < 2) return null
  return (
    <Notice
      tone="off"
      what={say('home.updates', { count })}
      button={
        <Link to="/updates" className={buttonClass('plain')}>
          {say('home.toUpdates')}
        </Link>
      }
    />
  )
}
