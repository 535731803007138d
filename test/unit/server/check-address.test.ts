import { describe, expect, it } from 'vitest'
import { checkAddress } from '../../../main/app/check-address.ts'

const server = { v4: ['192.0.2.7'], v6: ['2001:db8::7'], all: true }
const wanted = [
  { type: 'A', name: 'wiki.example.org', value: '192.0.2.7' },
  { type: 'AAAA', name: 'wiki.example.org', value: '2001:db8::7' },
]
const check = (found: Parameters<typeof checkAddress>[1], here = server) =>
  checkAddress('wiki.example.org', found, here)

describe('a web address', () => {
  it('points here by either kind of address', () => {
    expect(check({ v4: ['192.0.2.7'], v6: [] }).kind).toBe('points-here')
    expect(check({ v4: [], v6: ['2001:db8::7'] }).kind).toBe('points-here')
  })
  it('points here however its IPv6 address is spelt', () => {
    expect(check({ v4: [], v6: ['2001:0DB8:0:0:0:0:0:7'] }).kind).toBe('points-here')
  })
  it('points elsewhere when some of its visitors would get there', () => {
    const found = { v4: ['192.0.2.7'], v6: ['2001:db8::99'] }
    expect(check(found)).toEqual({ kind: 'points-elsewhere', found: ['192.0.2.7', '2001:db8::99'], wanted })
    expect(check({ v4: ['192.0.2.7', '198.51.100.1'], v6: [] }).kind).toBe('points-elsewhere')
  })
  it('is not judged by kinds of address that are not known of the server', () => {
    const here = { v4: ['192.0.2.7'], v6: [], all: true }
    expect(check({ v4: ['192.0.2.7'], v6: ['2001:db8::99'] }, here).kind).toBe('points-here')
    expect(check({ v4: [], v6: ['2001:db8::99'] }, here).kind).toBe('cannot-tell')
  })
  it('is not there', () => expect(check('not-found')).toEqual({ kind: 'not-found', wanted }))
  it('cannot be told without an answer', () => expect(check('no-answer')).toEqual({ kind: 'cannot-tell', wanted }))
  it('cannot be told where the server has addresses that nobody knows', () => {
    const here = { v4: ['127.0.0.1'], v6: [], all: false }
    expect(check({ v4: ['127.0.0.1'], v6: [] }, here).kind).toBe('points-here')
    expect(check({ v4: ['192.0.2.7'], v6: [] }, here)).toEqual({ kind: 'cannot-tell', wanted: [] })
    expect(check('not-found', { v4: [], v6: [], all: true })).toEqual({ kind: 'not-found', wanted: [] })
  })
})
