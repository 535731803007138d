import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits, as text that fits an address's fragment and a WebSocket subprotocol. */
export function createToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Compares in a time that tells nothing about either; hashing first makes the lengths equal. */
export function sameText(one: string, other: string): boolean {
  return timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest())
}
