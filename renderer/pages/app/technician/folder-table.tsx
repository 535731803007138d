import { Download, File, Folder, Link2, Plug } from 'lucide-react'
import { memo } from 'react'
import type { FolderEntry } from '../../../../preload/contract/inside.ts'
import { formatBytes } from '../../../language/format.ts'
import { useText } from '../../../language/text.ts'
import { Button } from '../../../parts/button.tsx'
import { TimeOfDay } from '../../../parts/time-ago.tsx'
import { ScrollTable } from './scroll-table.tsx'
import { shownName } from './shown-name.ts'
import style from './technician.module.css'

export interface FolderTableProps {
  readonly label: string
  readonly entries: readonly FolderEntry[]
  readonly onOpen: (entry: FolderEntry) => void
  readonly onDownload: (entry: FolderEntry) => void
}

/** What is in a folder. Names are foreign: what cannot be seen of them is shown as numbers. */
export function FolderTable({ label, entries, onOpen, onDownload }: FolderTableProps) {
  const say = useText()
  return (
    <ScrollTable label={label}>
      <thead>
        <tr>
          <th scope="col">{say('inside.technician.name')}</th>
          <th scope="col">{say('inside.technician.size')}</th>
          <th scope="col">{say('inside.technician.changed')}</th>
          <th scope="col">{say('inside.technician.rights')}</th>
          <th scope="col">
            <span className="only-heard">{say('inside.technician.download')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Entry key={entry.name} entry={entry} onOpen={onOpen} onDownload={onDownload} />
        ))}
      </tbody>
    </ScrollTable>
  )
}

const icons = { file: File, folder: Folder, link: Link2, other: Plug } as const

interface EntryProps extends Pick<FolderTableProps, 'onOpen' | 'onDownload'> {
  readonly entry: FolderEntry
}

const Entry = memo(function Entry({ entry, onOpen, onDownload }: EntryProps) {
  const say = useText()
  const name = shownName(entry.name)
  const Icon = icons[entry.kind]
  const isFolder = entry.kind === 'folder' || entry.leadsTo === 'folder'
  const isFile = entry.kind === 'file' || entry.leadsTo === 'file'
  return (
    <tr>
      <th scope="row">
        <span className={style['name']}>
          <Icon size={14} aria-hidden />
          {isFolder && entry.isNamed ? (
            <Button
              kind="quiet"
              size="small"
              aria-label={say('inside.technician.openFolder', { name })}
              onPress={() => onOpen(entry)}
            >
              {name}
            </Button>
          ) : (
            <span>{name}</span>
          )}
          {entry.kind === 'link' && <span className={style['soft']}>({say('inside.technician.link')})</span>}
        </span>
      </th>
      <td>{entry.kind === 'file' ? formatBytes(entry.size) : ''}</td>
      <td>
        <TimeOfDay at={entry.changedAt} />
      </td>
      <td>
        <code>
          {entry.mode} {entry.owner}
        </code>
      </td>
      <td>
        {!entry.isNamed ? (
          <span className={style['soft']}>{say('inside.technician.noName')}</span>
        ) : isFile || isFolder ? (
          <Button
            kind="quiet"
            size="small"
            icon={<Download size={14} aria-hidden />}
            aria-label={say('inside.technician.downloadNamed', { name })}
            onPress={() => onDownload(entry)}
          >
            {say('inside.technician.download')}
          </Button>
        ) : (
          <span className={style['soft']}>{say('inside.technician.special')}</span>
        )}
      </td>
    </tr>
  )
})
