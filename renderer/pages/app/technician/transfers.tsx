import type { PartReference } from '../../../../preload/contract/inside.ts'
import { DownloadRow } from './download-row.tsx'
import style from './technician.module.css'
import { UploadRow } from './upload-row.tsx'

export type Transfer =
  | { readonly id: string; readonly kind: 'download'; readonly path: string }
  | { readonly id: string; readonly kind: 'upload'; readonly folder: string; readonly file: File }

export interface TransfersProps {
  readonly of: PartReference
  /** Newest first. */
  readonly transfers: readonly Transfer[]
  readonly onGone: (id: string) => void
  readonly onUploaded: () => void
}

/** Files on their way. One that goes from the page is cancelled. */
export function Transfers({ of, transfers, onGone, onUploaded }: TransfersProps) {
  if (transfers.length === 0) return null
  return (
    <ul className={style['transfers']}>
      {transfers.map((transfer) => (
        <li key={transfer.id}>
          {transfer.kind === 'download' ? (
            <DownloadRow of={of} path={transfer.path} onGone={() => onGone(transfer.id)} />
          ) : (
            <UploadRow
              of={of}
              folder={transfer.folder}
              file={transfer.file}
              onGone={() => onGone(transfer.id)}
              onUploaded={onUploaded}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
