import { useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../../preload/contract/failure.ts'
import { type PartReference, pieceBytes } from '../../../../preload/contract/inside.ts'
import { failureFrom } from '../../../api/failure.ts'
import { useApi } from '../../../api/provider.tsx'
import { useText } from '../../../language/text.ts'

export type UploadState =
  | { readonly kind: 'sending'; readonly bytes: number }
  | { readonly kind: 'done'; readonly path: string }
  | { readonly kind: 'failed'; readonly failure: Failure }

export interface UploadNeeds {
  readonly of: PartReference
  readonly folder: string
  readonly file: File
  readonly replace: boolean
  readonly onUploaded: () => void
}

/** Sends a file in pieces for as long as the component is there. */
export function useUpload({ of, folder, file, replace, onUploaded }: UploadNeeds): UploadState {
  const api = useApi()
  const say = useText()
  const [state, setState] = useState<UploadState>({ kind: 'sending', bytes: 0 })
  const first = useRef({ of, say, onUploaded })
  useEffect(() => {
    const { of, say, onUploaded } = first.current
    let hasBegun = false
    let isOver = false
    const end = (last: UploadState) => {
      if (isOver) return
      isOver = true
      subscription.unsubscribe()
      setState(last)
      if (last.kind === 'done') onUploaded()
    }
    const fail = (failure: Failure) => end({ kind: 'failed', failure })
    const send = async (upload: string) => {
      for (let at = 0; at < file.size && !isOver; at += pieceBytes) {
        const data = await inBase64(file.slice(at, at + pieceBytes))
        if (data === null) return fail({ code: 'upload-cut', facts: { name: file.name } })
        if (isOver) return
        await api.inside.uploadPiece.mutate({ upload, data })
        setState((before) =>
          before.kind === 'sending' ? { kind: 'sending', bytes: Math.min(at + pieceBytes, file.size) } : before,
        )
      }
    }
    const subscription = api.inside.upload.subscribe(
      { ...of, folder, name: file.name, size: file.size, replace },
      {
        onData(event) {
          if (event.kind === 'done') return end({ kind: 'done', path: event.path })
          hasBegun = true
          setState({ kind: 'sending', bytes: 0 })
          // What the core refused it tells through the stream; a piece that failed alone is of no interest.
          send(event.upload).catch(() => undefined)
        },
        onError: (error) => fail(failureFrom(error)),
        onConnectionStateChange({ state: way }) {
          if (hasBegun && way === 'connecting') fail({ code: 'connection-lost', facts: { server: say('shell.core') } })
        },
      },
    )
    return () => {
      isOver = true
      subscription.unsubscribe()
    }
  }, [api, folder, file, replace])
  return state
}

/** Null where it cannot be read: it was changed or removed in the meantime. */
function inBase64(piece: Blob): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.addEventListener('error', () => resolve(null))
    reader.addEventListener('load', () => {
      const { result } = reader
      resolve(typeof result === 'string' ? result.slice(result.indexOf(',') + 1) : null)
    })
    reader.readAsDataURL(piece)
  })
}
