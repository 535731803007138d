import { TerminalSquare } from 'lucide-react'
import { useState } from 'react'
import type { PartReference } from '../../../../preload/contract/inside.ts'
import { useText } from '../../../language/text.ts'
import { Button } from '../../../parts/button.tsx'
import { Select } from '../../../parts/select.tsx'
import style from './technician.module.css'
import { TerminalFrame } from './terminal-frame.tsx'

/** A shell in a part of an app. */
export function TerminalSection({ of }: { readonly of: PartReference }) {
  const say = useText()
  const [user, setUser] = useState<'own' | 'root'>('own')
  const [isOpen, setOpen] = useState(false)
  return (
    <section className={style['section']}>
      <h2>{say('inside.technician.terminal')}</h2>
      <p className={style['soft']}>{say('inside.technician.terminalHelp', { part: of.part })}</p>
      {isOpen ? (
        <TerminalFrame
          wish={{ kind: 'inside', input: { ...of, ...(user === 'root' ? { user } : {}), run: { kind: 'shell' } } }}
          label={say('inside.technician.terminalOf', { part: of.part })}
          onClose={() => setOpen(false)}
        />
      ) : (
        <div className={style['fields']}>
          <div className={style['choice']}>
            <Select
              label={say('inside.technician.user')}
              value={user}
              onChange={setUser}
              choices={[
                { id: 'own', label: say('inside.technician.userOwn') },
                { id: 'root', label: say('inside.technician.userRoot') },
              ]}
            />
          </div>
          <Button kind="main" icon={<TerminalSquare size={18} aria-hidden />} onPress={() => setOpen(true)}>
            {say('inside.technician.open')}
          </Button>
        </div>
      )}
    </section>
  )
}
