import type { AddressCheck } from '../../preload/contract/install.ts'
import type { Message } from '../../preload/contract/message.ts'

/** What a member should know about a web address before an app is put there. */
export function addressWarnings(domain: string, check: AddressCheck): readonly Message[] {
  switch (check.kind) {
    case 'points-here':
    case 'cannot-tell':
      return []
    case 'points-elsewhere':
      return [
        {
          code: 'warn-address-not-pointing',
          values: { domain, found: check.found, wanted: check.wanted.map((record) => record.value) },
        },
      ]
    case 'not-found':
      return [{ code: 'warn-address-unknown', values: { domain, wanted: check.wanted.map((record) => record.value) } }]
  }
}
