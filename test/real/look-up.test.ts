/** Names, asked of a name server on loopback and of this computer. */
import { hostname } from 'node:os'
import { lookup } from 'node:dns/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLookUp } from '../../main/outside/dns/look-up.ts'
import { type NameServer, startNameServer } from '../support/name-server.ts'

let knowing: NameServer
let silent: NameServer
beforeAll(async () => {
  knowing = await startNameServer({
    'both.example.org': { v4: ['192.0.2.7', '192.0.2.8'], v6: ['2001:0db8:0:0:0:0:0:7'] },
    'six.example.org': { v6: ['2001:0db8:0:0:0:0:0:9'] },
    'empty.example.org': {},
    localhost: { v4: ['192.0.2.66'] },
  })
  silent = await startNameServer('silent')
})
afterAll(async () => {
  await knowing.stop()
  await silent.stop()
})

describe('a name', () => {
  it('has the addresses that its name server says', async () => {
    const lookUp = openLookUp({ nameServers: [knowing.address] })
    expect(await lookUp('both.example.org')).toEqual({ v4: ['192.0.2.7', '192.0.2.8'], v6: ['2001:db8::7'] })
    expect(await lookUp('Six.Example.Org.')).toEqual({ v4: [], v6: ['2001:db8::9'] })
  })

  it('is not found when it is not there or has no address', async () => {
    const lookUp = openLookUp({ nameServers: [knowing.address] })
    expect(await lookUp('nobody.invalid')).toBe('not-found')
    expect(await lookUp('empty.example.org')).toBe('not-found')
  })

  it('is an address already', async () => {
    const lookUp = openLookUp({ nameServers: [silent.address] })
    expect(await lookUp('192.0.2.1')).toEqual({ v4: ['192.0.2.1'], v6: [] })
    expect(await lookUp('2001:db8::1')).toEqual({ v4: [], v6: ['2001:db8::1'] })
  })

  it('is this computer below localhost, whatever a name server says', async () => {
    const lookUp = openLookUp({ nameServers: [knowing.address] })
    const loopback = { v4: ['127.0.0.1'], v6: ['::1'] }
    expect(await lookUp('localhost')).toEqual(loopback)
    expect(await lookUp('noticeboard.localhost')).toEqual(loopback)
  })

  it('has the addresses that only this computer knows', async () => {
    const { address } = await lookup(hostname(), { family: 4 })
    const found = await openLookUp({ nameServers: [knowing.address] })(hostname())
    expect(found).toMatchObject({ v4: expect.arrayContaining([address]) })
  })

  it('has no answer in bounded time when nobody answers', async () => {
    const lookUp = openLookUp({ nameServers: [silent.address], patience: 300 })
    const start = performance.now()
    expect(await lookUp('nobody.invalid')).toBe('no-answer')
    expect(performance.now() - start).toBeLessThan(4000)
  })

  it('is given up when the member leaves', async () => {
    const lookUp = openLookUp({ nameServers: [silent.address], patience: 60_000 })
    const leave = new AbortController()
    const asked = lookUp('nobody.invalid', leave.signal)
    leave.abort()
    expect(await asked).toBe('no-answer')
    expect(await lookUp('nobody.invalid', leave.signal)).toBe('no-answer')
  })
})
