import type {
  SettingField,
  SettingGroup,
  SettingsForm,
  SettingSwitch,
} from '../../../preload/contract/settings-form.ts'

/** A form as it is laid out: what must be answered, what can be turned on, and what is folded away. */
export interface ArrangedSettings {
  readonly required: readonly SettingField[]
  readonly switches: readonly SettingSection<SettingSwitch>[]
  readonly folded: readonly SettingSection<SettingField>[]
  /** Folded as well, below the others. */
  readonly usual: readonly SettingField[]
}

export interface SettingSection<Item> {
  readonly id: string
  readonly title: string
  readonly help: string
  readonly items: readonly Item[]
}

export function arrangeSettings({ groups, more }: SettingsForm): ArrangedSettings {
  return {
    required: [...groups.flatMap((group) => group.fields), ...more].filter((field) => field.required),
    switches: sections(groups, (group) => group.switches),
    folded: sections(groups, (group) => group.fields.filter((field) => !field.required)),
    usual: more.filter((field) => !field.required),
  }
}

function sections<Item>(
  groups: readonly SettingGroup[],
  itemsOf: (group: SettingGroup) => readonly Item[],
): readonly SettingSection<Item>[] {
  return groups
    .map((group) => ({ id: group.id, title: group.title, help: group.help, items: itemsOf(group) }))
    .filter((section) => section.items.length > 0)
}
