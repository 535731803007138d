import type { AppSettings } from '../../../../preload/contract/app-settings.ts'
import type { AppSummary } from '../../../../preload/contract/app.ts'
import { formatList } from '../../../language/format.ts'
import { useText } from '../../../language/text.ts'
import { Button } from '../../../parts/button.tsx'
import { Notice } from '../../../parts/notice.tsx'
import { AddressCheck } from '../../install/address-check.tsx'
import { useAddressCheck, useSettled } from '../../install/install-queries.ts'
import { readDomain } from '../../install/web-address.ts'
import { askedFields, type FormAnswers, valueOf } from '../../settings-form/settings-answers.ts'
import style from './app-settings.module.css'

export interface NewAddressProps {
  readonly app: AppSummary
  readonly title: string
  readonly settings: AppSettings
  readonly given: FormAnswers
  readonly onType: (key: string, value: string) => void
}

/** How long typing has to rest before the address is looked up. */
const rest = 400

/** Below a web address that was changed: where it points, and which other settings still say the old one. */
export function NewAddress({ app, title, settings: { form }, given, onType }: NewAddressProps) {
  const say = useText()
  const fields = askedFields(form, given.switches)
  const before = fields.find((field) => field.key === 'DOMAIN')?.value ?? ''
  const typed = given.values['DOMAIN'] ?? before
  const domain = typed.trim() === before ? null : readDomain(typed)
  const settled = useSettled(domain, rest)
  const check = useAddressCheck(app.server, settled)
  if (domain === null) return null
  const others =
    before === ''
      ? []
      : fields.filter((field) => field.key !== 'DOMAIN' && valueOf(field, given.values).includes(before))
  return (
    <div className={style['address']}>
      <p className={style['soft']}>{say('appSettings.newAddress', { title, server: app.server })}</p>
      {!check.isError && (
        <AddressCheck
          domain={domain}
          server={app.server}
          check={settled === domain && !check.isFetching ? check.data : undefined}
        />
      )}
      {others.length > 0 && (
        <Notice
          tone="warn"
          what={say('appSettings.oldAddress', {
            address: before,
            names: formatList(others.map(({ label }) => label)),
          })}
          button={
            <Button
              size="small"
              onPress={() => {
                for (const field of others) {
                  onType(field.key, valueOf(field, given.values).replaceAll(before, domain))
                }
              }}
            >
              {say('appSettings.changeToo')}
            </Button>
          }
        />
      )}
    </div>
  )
}
