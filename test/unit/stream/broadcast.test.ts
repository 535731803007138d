import { expect, test } from 'vitest'
import { broadcast } from '../../../main/stream/broadcast.ts'

test('a watcher gets the whole first and then what happens, in order', async () => {
  const events = broadcast<string>()
  const stop = new AbortController()
  const watching = events.watch(stop.signal, () => 'whole')
  expect((await watching.next()).value).toBe('whole')
  events.send('one')
  events.send('two')
  expect([(await watching.next()).value, (await watching.next()).value]).toEqual(['one', 'two'])
})

test('what happens while the first answer is on its way is not lost', async () => {
  const events = broadcast<string>()
  const watching = events.watch(new AbortController().signal, () => 'whole')
  const first = watching.next()
  events.send('one')
  expect([(await first).value, (await watching.next()).value]).toEqual(['whole', 'one'])
})

test('a watcher that fell far behind is given the whole again', async () => {
  const events = broadcast<string>()
  const watching = events.watch(new AbortController().signal, () => 'whole')
  await watching.next()
  for (let count = 0; count <= 500; count += 1) events.send(`event ${count}`)
  expect((await watching.next()).value).toBe('whole')
})

test('aborting ends a watcher that waits', async () => {
  const events = broadcast<string>()
  const stop = new AbortController()
  const watching = events.watch(stop.signal, () => 'whole')
  await watching.next()
  const next = watching.next()
  stop.abort()
  expect((await next).done).toBe(true)
})
