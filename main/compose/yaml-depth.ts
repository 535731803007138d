import type { CST } from 'yaml'

/** Whether a token holds values nested deeper than `limit`; without recursion, so that no file can exhaust the stack. */
export function isDeeperThan(limit: number, root: CST.Token): boolean {
  const waiting: { readonly token: CST.Token; readonly depth: number }[] = [{ token: root, depth: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { token, depth } = next
    if (depth > limit) return true
    if (token.type === 'document' && token.value !== undefined) waiting.push({ token: token.value, depth })
    if (!('items' in token)) continue
    for (const item of token.items) {
      if (item.key) waiting.push({ token: item.key, depth: depth + 1 })
      if (item.value !== undefined) waiting.push({ token: item.value, depth: depth + 1 })
    }
  }
  return false
}
