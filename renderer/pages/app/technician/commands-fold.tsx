import { useQuery } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { useState } from 'react'
import type { AppReference } from '../../../../preload/contract/app.ts'
import type { CommandsView, RecipeCommand } from '../../../../preload/contract/inside.ts'
import { failureFrom } from '../../../api/failure.ts'
import { commandsKey } from '../../../api/keys.ts'
import { useApi } from '../../../api/provider.tsx'
import { useText } from '../../../language/text.ts'
import { Button } from '../../../parts/button.tsx'
import { Disclosure } from '../../../parts/disclosure.tsx'
import { FailureNotice } from '../../../parts/failure-notice.tsx'
import { FixedText } from '../../../parts/fixed-text.tsx'
import { TextField } from '../../../parts/text-field.tsx'
import { RunHereDialog } from './run-here-dialog.tsx'
import style from './technician.module.css'
import { TerminalFrame } from './terminal-frame.tsx'
import { typedWords } from './typed-words.ts'
import type { TerminalWish } from './use-terminal.ts'

interface CommandsProps {
  readonly reference: AppReference
  readonly part: string
}

/** The recipe's own commands, `abra app cmd`. */
export function CommandsFold(props: CommandsProps) {
  const say = useText()
  const [wasOpened, setOpened] = useState(false)
  return (
    <Disclosure title={say('inside.technician.commands')} onOpen={(open) => setOpened(open || wasOpened)}>
      {wasOpened && <Commands {...props} />}
    </Disclosure>
  )
}

function Commands({ reference, part }: CommandsProps) {
  const say = useText()
  const api = useApi()
  const found = useQuery({
    queryKey: commandsKey(reference.server, reference.app),
    queryFn: () => api.inside.commands.query(reference),
    staleTime: 0,
  })
  if (found.isError) return <FailureNotice failure={failureFrom(found.error)} />
  if (found.data === undefined) return <p role="status">{say('inside.technician.looking')}</p>
  const { recipe, version, commands } = found.data
  return (
    <>
      <p className={style['soft']}>
        {say(commands.length === 0 ? 'inside.technician.noCommands' : 'inside.technician.commandsHelp', {
          recipe,
          version,
        })}
      </p>
      <ul className={style['commands']}>
        {commands.map((command) => (
          <Command key={command.name} reference={reference} part={part} command={command} all={found.data} />
        ))}
      </ul>
    </>
  )
}

interface CommandProps extends CommandsProps {
  readonly command: RecipeCommand
  readonly all: CommandsView
}

function Command({ reference, part, command, all }: CommandProps) {
  const say = useText()
  const [line, setLine] = useState('')
  const [run, setRun] = useState<{ readonly wish: TerminalWish; readonly number: number } | null>(null)
  const [isAsked, setAsked] = useState(false)
  const { name, about, code } = command
  const words = typedWords(line)
  const what = { name, words: [...(words ?? [])], hash: all.hash }
  const start = (wish: TerminalWish) => setRun((before) => ({ wish, number: (before?.number ?? 0) + 1 }))
  return (
    <li className={style['command']}>
      <h3>
        <code>{name}</code>
      </h3>
      {about !== '' && <p className={style['about']}>{about}</p>}
      <div className={style['fields']}>
        <div className={style['choice']}>
          <TextField
            label={say('inside.technician.words')}
            help={say('inside.technician.wordsHelp')}
            error={words === null ? say('inside.technician.wordsOpen') : null}
            value={line}
            onChange={setLine}
            maxLength={4000}
            autoComplete="off"
            fixed
          />
        </div>
      </div>
      <div className={style['row']}>
        <Button
          icon={<Play size={18} aria-hidden />}
          isDisabled={words === null}
          onPress={() => start({ kind: 'inside', input: { ...reference, part, run: { kind: 'command', ...what } } })}
        >
          {say('inside.technician.runInside', { part })}
        </Button>
        <Button isDisabled={words === null} onPress={() => setAsked(true)}>
          {say('inside.technician.runHere')}
        </Button>
      </div>
      <Disclosure title={say('inside.technician.code')} level={4}>
        <FixedText text={code} label={say('inside.technician.code')} />
      </Disclosure>
      {isAsked && (
        <RunHereDialog
          command={name}
          all={all}
          onClose={() => setAsked(false)}
          onRun={() => {
            setAsked(false)
            start({ kind: 'here', input: { ...reference, ...what } })
          }}
        />
      )}
      {run !== null && (
        <TerminalFrame
          key={run.number}
          wish={run.wish}
          label={say('inside.technician.commandOf', { command: name })}
          onClose={() => setRun(null)}
        />
      )}
    </li>
  )
}
