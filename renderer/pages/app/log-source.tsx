import type { LogSince } from '../../../preload/contract/log.ts'
import { useText } from '../../language/text.ts'
import { Select } from '../../parts/select.tsx'
import style from './live-log.module.css'

export interface LogSourceProps {
  readonly parts: readonly string[]
  /** What stands for all of them. */
  readonly allParts: string
  readonly part: string
  readonly onPart: (part: string) => void
  readonly since: LogSince
  readonly onSince: (since: LogSince) => void
}

/** Which lines there are: of which part, and from when on. */
export function LogSource({ parts, allParts, part, onPart, since, onSince }: LogSourceProps) {
  const say = useText()
  return (
    <>
      <div className={style['choice']}>
        <Select
          label={say('log.since')}
          value={since}
          onChange={onSince}
          choices={[
            { id: 'newest', label: say('log.sinceNewest') },
            { id: 'ten-minutes', label: say('log.sinceTenMinutes') },
            { id: 'hour', label: say('log.sinceHour') },
            { id: 'day', label: say('log.sinceDay') },
            { id: 'all', label: say('log.sinceAll') },
          ]}
        />
      </div>
      {parts.length > 1 && (
        <div className={style['choice']}>
          <Select
            label={say('log.part')}
            value={part}
            onChange={onPart}
            choices={[
              { id: allParts, label: say('log.allParts') },
              ...parts.map((name) => ({ id: name, label: name })),
            ]}
          />
        </div>
      )}
    </>
  )
}
