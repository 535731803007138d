import { useNavigate } from '@tanstack/react-router'
import {
  Autocomplete,
  Dialog,
  Header,
  Heading,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  useFilter,
} from 'react-aria-components'
import { useText } from '../language/text.ts'
import { SearchField } from '../parts/search-field.tsx'
import style from './command-palette.module.css'
import { usePaletteEntries } from './palette-entries.ts'

export interface CommandPaletteProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

/** Finds apps, servers, recipes and things to do. */
export function CommandPalette({ isOpen, onOpenChange }: CommandPaletteProps) {
  return (
    <ModalOverlay className={style['veil'] ?? ''} isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className={style['modal'] ?? ''}>
        <Found onDone={() => onOpenChange(false)} />
      </Modal>
    </ModalOverlay>
  )
}

function Found({ onDone }: { readonly onDone: () => void }) {
  const say = useText()
  const navigate = useNavigate()
  const groups = usePaletteEntries()
  const { contains } = useFilter({ sensitivity: 'base' })
  const go = (href: string) => {
    onDone()
    void navigate({ href })
  }
  return (
    <Dialog className={style['dialog'] ?? ''}>
      <Heading slot="title" className="only-heard">
        {say('shell.palette.title')}
      </Heading>
      <Autocomplete filter={contains}>
        <SearchField label={say('shell.palette.label')} autoFocus />
        <Menu
          className={style['list'] ?? ''}
          aria-label={say('shell.palette.title')}
          onAction={(key) => go(String(key))}
          renderEmptyState={() => <p className={style['nothing']}>{say('shell.palette.nothing')}</p>}
        >
          {groups.map((group) => (
            <MenuSection key={group.title}>
              <Header className={style['group'] ?? ''}>{group.title}</Header>
              {group.entries.map((entry) => (
                <MenuItem key={entry.href} id={entry.href} textValue={entry.searched} className={style['item'] ?? ''}>
                  <span>{entry.name}</span>
                  {entry.more !== '' && <span className={style['more']}> {entry.more}</span>}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Autocomplete>
      <p className={style['hint']}>{say('shell.palette.hint')}</p>
    </Dialog>
  )
}
