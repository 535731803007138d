import type { Keychain } from './keychain-types.ts'

type Entries = Omit<Keychain, 'check'>

const head = /^canteen-parts:(\d+)$/

/** Keeps a value longer than `longest` UTF-16 units in parts, under the account's name with a number; the account itself says how many. */
export function longValues(entries: Entries, longest: number): Entries {
  const partName = (account: string, number: number) => `${account}/part-${number}`
  const partsOf = async (account: string): Promise<number> =>
    Number(head.exec((await entries.get(account)) ?? '')?.[1] ?? 0)
  const removeParts = async (account: string, from: number, to: number) => {
    for (let number = from; number < to; number++) await entries.remove(partName(account, number))
  }
  return {
    async get(account) {
      const value = await entries.get(account)
      const parts = head.exec(value ?? '')?.[1]
      if (parts === undefined) return value
      let whole = ''
      for (let number = 0; number < Number(parts); number++) {
        const part = await entries.get(partName(account, number))
        if (part === null) return null
        whole += part
      }
      return whole
    },
    async set(account, value) {
      const before = await partsOf(account)
      const parts = value.length > longest || head.test(value) ? split(value, longest) : []
      for (const [number, part] of parts.entries()) await entries.set(partName(account, number), part)
      await entries.set(account, parts.length === 0 ? value : `canteen-parts:${parts.length}`)
      await removeParts(account, parts.length, before)
    },
    async remove(account) {
      const parts = await partsOf(account)
      await entries.remove(account)
      await removeParts(account, 0, parts)
    },
  }
}

function split(value: string, longest: number): readonly string[] {
  if (value.length <= longest) return [value]
  return Array.from({ length: Math.ceil(value.length / longest) }, (_, number) =>
    value.slice(number * longest, (number + 1) * longest),
  )
}
