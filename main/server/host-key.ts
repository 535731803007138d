import { createHash } from 'node:crypto'
import { type WordKind, words, wordsOfEach } from './words.ts'

/** How a server's identity is shown to a person: two forms of the same SHA-256. */
export interface HostKeyPrint {
  /** As OpenSSH shows it: `SHA256:` and base64 without padding. */
  readonly sha256: string
  /**
   * People compare sentences better than numbers. Two phrases of six words, each word one of 128: 84 bits, so that
   * nobody can make a key whose sentence is the same by trying.
   */
  readonly sentence: string
}

const phrase: readonly WordKind[] = ['manner', 'someone', 'deed', 'look', 'something', 'place']

/** `bytes`: the public key in SSH's own encoding. */
export function hostKeyPrint(bytes: Buffer): HostKeyPrint {
  const digest = createHash('sha256').update(bytes).digest()
  const sha256 = `SHA256:${digest.toString('base64').replace(/=+$/, '')}`
  return { sha256, sentence: sentence(digest) }
}

/** The digest is one large number; seven bits from its low end make a word, the next seven the next. */
function sentence(digest: Buffer): string {
  let rest = BigInt(`0x${digest.toString('hex')}`)
  const next = (kind: WordKind): string => {
    const word = words(kind)[Number(rest % BigInt(wordsOfEach))]
    if (word === undefined) throw new RangeError(`Fewer than ${wordsOfEach} words for ${kind}`)
    rest /= BigInt(wordsOfEach)
    return word
  }
  const [first, second] = [phrase.map(next), phrase.map(next)].map(
    ([manner, someone, deed, look, something, place]) =>
      `the ${manner} ${someone} ${deed} the ${look} ${something} near the ${place}`,
  )
  return `${capital(first ?? '')}, and ${second}.`
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
