/**
 * A program of its own, so that it takes none of the core's time: node loud-engine.ts <socket> <lines a second>. It answers
 * as an Engine with one service whose log never ends, and tells on standard output, once a second, how many lines it got rid
 * of in that second. Docker itself does not pass on so many.
 */
import { createServer, type ServerResponse } from 'node:http'

const [socketPath = '', rate = ''] = process.argv.slice(2)
const perSecond = Number(rate)
const every = 5
const block = makeBlock(250)

const service = {
  ID: 'loud',
  Version: { Index: 1 },
  CreatedAt: '2026-05-03T10:00:00Z',
  UpdatedAt: '2026-05-03T10:00:00Z',
  Spec: {
    Name: 'loud_example_org_app',
    Labels: { 'com.docker.stack.namespace': 'loud_example_org' },
    TaskTemplate: { ContainerSpec: { Image: 'loud:1' } },
    Mode: { Replicated: { Replicas: 1 } },
  },
}

let rid = 0
setInterval(() => {
  process.stdout.write(`${rid}\n`)
  rid = 0
}, 1000)

createServer((request, answer) => {
  const { pathname } = new URL(request.url ?? '/', 'http://engine')
  answer.setHeader('api-version', '1.41')
  if (pathname === '/_ping') answer.end('OK')
  else if (pathname.endsWith('/services')) answer.end(JSON.stringify([service]))
  else if (pathname.endsWith('/logs')) void write(answer)
  else answer.writeHead(404).end('{"message":"not there"}')
}).listen(socketPath)

process.stdin.resume().on('end', () => process.exit())

/** Falls behind, as an app does, where nobody reads. Making lines takes longer than passing them on: they were made before. */
async function write(answer: ServerResponse): Promise<void> {
  const began = performance.now()
  let blocks = 0
  while (!answer.destroyed) {
    const due = Math.floor(((performance.now() - began) / 1000) * (perSecond / block.lines)) - blocks
    for (let each = 0; each < due && !answer.destroyed; each += 1) {
      await new Promise((resolve) => answer.write(block.bytes, resolve))
      blocks += 1
      rid += block.lines
    }
    await new Promise((resolve) => setTimeout(resolve, every))
  }
}

function makeBlock(lines: number): { readonly lines: number; readonly bytes: Buffer } {
  return { lines, bytes: Buffer.concat(Array.from({ length: lines }, (_, number) => frame(number))) }
}

function frame(number: number): Buffer {
  const ids = ['node', 'service', 'task'].map((of) => `com.docker.swarm.${of}.id=abcdefghijklmnopqrstuvwxy`).join(',')
  const said = `\u001b[32mGET\u001b[0m /orders/${number} \u001b[36m200\u001b[0m in ${number % 97} ms, for a member of the house`
  const bytes = Buffer.from(`${new Date().toISOString()} ${ids} ${said}\n`)
  const header = Buffer.alloc(8)
  header[0] = 1
  header.writeUInt32BE(bytes.length, 4)
  return Buffer.concat([header, bytes])
}
