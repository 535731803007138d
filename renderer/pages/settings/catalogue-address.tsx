import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { settings } from '../../../preload/contract/settings.ts'
import { failureFrom } from '../../api/failure.ts'
import { catalogueKey } from '../../api/keys.ts'
import { useChangeSettings } from '../../api/queries.ts'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'
import { TextField } from '../../parts/text-field.tsx'
import style from './settings-page.module.css'

/** Co-op Cloud's own catalogue. */
const usual = settings.parse({}).catalogue

export function CatalogueAddress({ current }: { readonly current: string }) {
  const say = useText()
  const queries = useQueryClient()
  const change = useChangeSettings()
  const [address, setAddress] = useState(current)
  const isChanged = address.trim() !== current
  const isWrong = isChanged && !isCatalogueAddress(address.trim())
  const save = () =>
    change.mutate(
      { catalogue: address.trim() },
      { onSuccess: () => void queries.invalidateQueries({ queryKey: catalogueKey }) },
    )
  return (
    <Form
      className={style['form'] ?? ''}
      onSubmit={(event) => {
        event.preventDefault()
        if (isChanged && !isWrong) save()
      }}
    >
      <TextField
        label={say('settings.catalogueAddress')}
        help={say('settings.catalogueHelp')}
        error={isWrong ? say('settings.catalogueWrong') : null}
        value={address}
        onChange={setAddress}
        type="url"
        fixed
      />
      <div className={style['buttons']}>
        <Button type="submit" isDisabled={!isChanged || isWrong} isPending={change.isPending}>
          {say('settings.catalogueSave')}
        </Button>
        {address !== usual && (
          <Button kind="quiet" onPress={() => setAddress(usual)}>
            {say('settings.catalogueUsual')}
          </Button>
        )}
      </div>
      {change.isError && <FailureNotice failure={failureFrom(change.error)} />}
    </Form>
  )
}

/** https, or http on this computer. */
function isCatalogueAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
}
