import { memo, useCallback, useEffect, useRef } from 'react'
import type { AppSettings } from '../../../../preload/contract/app-settings.ts'
import type { AppSummary } from '../../../../preload/contract/app.ts'
import type { SettingField, SettingGroup } from '../../../../preload/contract/settings-form.ts'
import { useText } from '../../../language/text.ts'
import { Button } from '../../../parts/button.tsx'
import { Disclosure } from '../../../parts/disclosure.tsx'
import { Pill } from '../../../parts/pill.tsx'
import { SettingControl } from '../../settings-form/setting-control.tsx'
import { type FormAnswers, valueOf, wrongValue } from '../../settings-form/settings-answers.ts'
import { SettingsSection } from '../../settings-form/settings-section.tsx'
import { SettingsSwitch } from '../../settings-form/settings-switch.tsx'
import style from './app-settings.module.css'
import { NewAddress } from './new-address.tsx'
import { useGradually } from './use-gradually.ts'

export interface SettingsFieldsProps {
  readonly app: AppSummary
  readonly title: string
  readonly settings: AppSettings
  readonly given: FormAnswers
  readonly isAsked: boolean
  readonly onChange: (next: (before: FormAnswers) => FormAnswers) => void
}

/** All settings, laid out as the recipe lays them out: the web address first, and last what the recipe does not know. */
export function SettingsFields({ app, title, settings, given, isAsked, onChange }: SettingsFieldsProps) {
  const say = useText()
  const { form, added } = settings
  const latest = useRef(onChange)
  useEffect(() => {
    latest.current = onChange
  })
  const type = useCallback(
    (key: string, value: string) =>
      latest.current(({ values, switches }) => ({ values: { ...values, [key]: value }, switches })),
    [],
  )
  const isNew = new Set(added)
  const control = (field: SettingField) => (
    <Setting
      key={field.key}
      field={field}
      value={valueOf(field, given.values)}
      isNew={isNew.has(field.key)}
      isAsked={isAsked}
      onType={type}
    />
  )
  const usualIsWrong = isAsked && form.more.some((field) => wrongValue(field, valueOf(field, given.values)) !== null)
  const all = form.groups.reduce((sum, { fields, switches }) => sum + fields.length + switches.length, 0)
  // What is wrong must be there to be gone to.
  const groups = firstOf(form.groups, useGradually(all, isAsked))
  return (
    <>
      {groups.map((group) => (
        <SettingsSection
          key={group.id}
          title={group.id === 'unknown' ? say('appSettings.unknown') : group.title}
          help={group.id === 'unknown' ? say('appSettings.unknownMore') : group.help}
        >
          {group.fields.map(control)}
          {group.id === 'address' && (
            <NewAddress app={app} title={title} settings={settings} given={given} onType={type} />
          )}
          {group.switches.map((one) => (
            <SettingsSwitch
              key={one.id}
              one={one}
              isOn={given.switches.includes(one.id)}
              onChange={(on) =>
                onChange(({ values, switches }) => ({
                  values,
                  switches: on ? [...switches, one.id] : switches.filter((id) => id !== one.id),
                }))
              }
            >
              {one.fields.map(control)}
            </SettingsSwitch>
          ))}
        </SettingsSection>
      ))}
      {form.more.length > 0 && (
        <Disclosure
          key={String(usualIsWrong)}
          title={say('settingsForm.usual')}
          isOpenAtFirst={usualIsWrong || form.more.some(({ key }) => isNew.has(key))}
        >
          {form.more.map(control)}
        </Disclosure>
      )}
    </>
  )
}

/** The groups with so many fields and switches in all. */
function firstOf(groups: readonly SettingGroup[], count: number): readonly SettingGroup[] {
  let left = count
  return groups.flatMap((group) => {
    if (left <= 0) return []
    const fields = group.fields.slice(0, left)
    const switches = group.switches.slice(0, Math.max(0, left - fields.length))
    left -= group.fields.length + group.switches.length
    return [{ ...group, fields, switches }]
  })
}

interface SettingProps {
  readonly field: SettingField
  readonly value: string
  readonly isNew: boolean
  readonly isAsked: boolean
  readonly onType: (key: string, value: string) => void
}

/** Drawn again only for its own sake: forms may have hundreds. */
const Setting = memo(function Setting({ field, value, isNew, isAsked, onType }: SettingProps) {
  const say = useText()
  const onChange = (text: string) => onType(field.key, text)
  if (!isNew) return <SettingControl field={field} value={value} onChange={onChange} isAsked={isAsked} />
  return (
    <div className={style['new']}>
      <SettingControl field={field} value={value} onChange={onChange} isAsked={isAsked} />
      <div className={style['suggestion']}>
        <Pill tone="busy">{say('appSettings.new')}</Pill>
        {field.example !== '' && value === '' && (
          <>
            <span>{say('appSettings.suggests', { value: field.example })}</span>
            <Button
              size="small"
              aria-label={say('appSettings.useFor', { label: field.label })}
              onPress={() => onChange(field.example)}
            >
              {say('appSettings.use')}
            </Button>
          </>
        )}
      </div>
    </div>
  )
})
