import { Search, X } from 'lucide-react'
import {
  Button,
  Group,
  Input,
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaProps,
} from 'react-aria-components'
import { useText } from '../language/text.ts'
import style from './field.module.css'

export interface SearchFieldProps extends Omit<AriaProps, 'className' | 'style' | 'children' | 'aria-label'> {
  /** Its name for those who hear it; also its placeholder. */
  readonly label: string
}

export function SearchField({ label, ...rest }: SearchFieldProps) {
  const say = useText()
  return (
    <AriaSearchField {...rest} aria-label={label} className={[style['field'], style['search']].join(' ')}>
      <Group className={style['group'] ?? ''}>
        <Search size={18} aria-hidden className={style['searchIcon']} />
        <Input className={style['input'] ?? ''} placeholder={label} />
        <Button className={style['end'] ?? ''} aria-label={say('parts.clear')}>
          <X size={18} aria-hidden />
        </Button>
      </Group>
    </AriaSearchField>
  )
}
