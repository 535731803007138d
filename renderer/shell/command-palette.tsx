import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
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
import { onPaletteOpen } from './palette-open.ts'

/** Ctrl-K or Cmd-K: finds apps, servers, recipes and things to do. */
export function CommandPalette() {
  const [open, setOpen] = useState(false)
  useEffect(() => onPaletteOpen(() => setOpen(true)), [])
  return (
    <ModalOverlay className={style['veil'] ?? ''} isOpen={open} onOpenChange={setOpen} isDismissable>
      <Modal className={style['modal'] ?? ''}>
        <Found onDone={() => setOpen(false)} />
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
