import { expect, test, vi } from 'vitest'
import type { Bridge } from '../../preload/contract/window.ts'

const exposed = vi.hoisted(() => new Map<string, Bridge>())
const posted = vi.hoisted(() => [] as { readonly channel: string; readonly ports: readonly MessagePort[] }[])

vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, value: Bridge) => exposed.set(name, value) },
  ipcRenderer: {
    postMessage: (channel: string, _message: unknown, ports: MessagePort[]) => posted.push({ channel, ports }),
  },
}))

test('the page gets one way to open a port for text, and nothing else', async () => {
  await import('../../preload/bridge.ts')
  expect([...exposed.keys()]).toEqual(['canteen'])
  const bridge = exposed.get('canteen')
  if (!bridge) throw new Error('Nothing was exposed')
  expect(Object.keys(bridge)).toEqual(['open'])

  const heard: string[] = []
  const closed = vi.fn()
  const port = bridge.open((text) => heard.push(text), closed)
  expect(Object.keys(port).toSorted()).toEqual(['close', 'send'])
  expect(posted.map(({ channel, ports }) => [channel, ports.length])).toEqual([['open-port', 1]])

  const core = posted[0]?.ports[0]
  if (!core) throw new Error('No port was sent')
  const arrived: unknown[] = []
  core.addEventListener('message', (event) => arrived.push(event.data))
  core.start()
  port.send('to the core')
  core.postMessage('to the page')
  await vi.waitFor(() => expect([arrived, heard]).toEqual([['to the core'], ['to the page']]))
  core.close()
  await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce())
})
