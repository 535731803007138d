import { useQuery } from '@tanstack/react-query'
import { ArrowUp, Download, Upload } from 'lucide-react'
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import type { FolderEntry, PartInside, PartReference } from '../../../../preload/contract/inside.ts'
import { failureFrom } from '../../../api/failure.ts'
import { folderKey } from '../../../api/keys.ts'
import { useApi } from '../../../api/provider.tsx'
import { useText } from '../../../language/text.ts'
import { Button } from '../../../parts/button.tsx'
import { Disclosure } from '../../../parts/disclosure.tsx'
import { FailureNotice } from '../../../parts/failure-notice.tsx'
import { TextField } from '../../../parts/text-field.tsx'
import { FolderTable } from './folder-table.tsx'
import { folderAbove, joined } from './part-path.ts'
import { shownName } from './shown-name.ts'
import style from './technician.module.css'
import { type Transfer, Transfers } from './transfers.tsx'

interface FilesProps {
  readonly of: PartReference
  readonly volumes: PartInside['volumes']
}

/** Files and folders of a part, from the data that is kept on. */
export function FilesFold(props: FilesProps) {
  const say = useText()
  const [wasOpened, setOpened] = useState(false)
  return (
    <Disclosure title={say('inside.technician.files')} onOpen={(open) => setOpened(open || wasOpened)}>
      {wasOpened && <Files {...props} />}
    </Disclosure>
  )
}

function Files({ of, volumes }: FilesProps) {
  const say = useText()
  const api = useApi()
  const [path, setPath] = useState(volumes[0]?.path ?? '/')
  const [typed, setTyped] = useState(path)
  const [transfers, setTransfers] = useState<readonly Transfer[]>([])
  const folder = useQuery({
    queryKey: folderKey(of, path),
    queryFn: ({ signal }) => api.inside.folder.query({ ...of, path }, { signal }),
    staleTime: 0,
  })
  const go = (to: string) => {
    setPath(to)
    setTyped(to)
  }
  const add = (transfer: Transfer) => setTransfers((before) => [transfer, ...before])
  const download = (from: string) => add({ id: crypto.randomUUID(), kind: 'download', path: from })
  const open = ({ name }: FolderEntry) => go(joined(path, name))
  const wanted = typed.startsWith('/') ? typed : `/${typed}`
  return (
    <>
      <p className={style['soft']}>{say('inside.technician.filesHelp')}</p>
      {volumes.length > 0 && (
        <div className={style['row']} role="group" aria-label={say('inside.technician.volumes')}>
          <span className={style['soft']}>{say('inside.technician.volumes')}:</span>
          {volumes.map((volume) => (
            <Button key={volume.fullName} size="small" onPress={() => go(volume.path)}>
              {say('inside.technician.volume', { name: volume.name, path: volume.path })}
            </Button>
          ))}
        </div>
      )}
      <form
        className={style['fields']}
        onSubmit={(event) => {
          event.preventDefault()
          go(wanted)
        }}
      >
        <Button
          icon={<ArrowUp size={18} aria-hidden />}
          isDisabled={path === '/'}
          onPress={() => go(folderAbove(path))}
        >
          {say('inside.technician.up')}
        </Button>
        <div className={style['path']}>
          <TextField
            label={say('inside.technician.path')}
            value={typed}
            onChange={setTyped}
            maxLength={4000}
            autoComplete="off"
            fixed
          />
        </div>
        <Button type="submit">{say('inside.technician.go')}</Button>
      </form>
      <Transfers
        of={of}
        transfers={transfers}
        onGone={(id) => setTransfers((before) => before.filter((one) => one.id !== id))}
        onUploaded={() => void folder.refetch()}
      />
      {folder.isError && (
        <FailureNotice
          failure={failureFrom(folder.error)}
          button={<Button onPress={() => download(path)}>{say('inside.technician.downloadPath')}</Button>}
        />
      )}
      {folder.isPending && <p role="status">{say('inside.technician.looking')}</p>}
      {folder.isSuccess && (
        <>
          <div className={style['row']}>
            <FileTrigger
              onSelect={(files) => {
                for (const file of files ?? []) add({ id: crypto.randomUUID(), kind: 'upload', folder: path, file })
              }}
            >
              <Button icon={<Upload size={18} aria-hidden />}>{say('inside.technician.upload')}</Button>
            </FileTrigger>
            <Button icon={<Download size={18} aria-hidden />} onPress={() => download(path)}>
              {say('inside.technician.downloadFolder')}
            </Button>
          </div>
          {folder.data.entries.length === 0 ? (
            <p>{say('inside.technician.empty')}</p>
          ) : (
            <FolderTable
              label={say('inside.technician.list', { path: shownName(path) })}
              entries={folder.data.entries}
              onOpen={open}
              onDownload={({ name }) => download(joined(path, name))}
            />
          )}
          {folder.data.total > folder.data.entries.length && (
            <p>{say('inside.technician.cut', { count: folder.data.entries.length, total: folder.data.total })}</p>
          )}
        </>
      )}
    </>
  )
}
