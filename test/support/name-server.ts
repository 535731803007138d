/** A small name server on loopback that knows the names it is given, and can keep silent. */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'

export interface NameServer {
  readonly address: string
  readonly stop: () => Promise<void>
}

export type Zone = Readonly<Record<string, { readonly v4?: readonly string[]; readonly v6?: readonly string[] }>>

const notFound = 3
const types = { v4: 1, v6: 28 } as const

/** `silent` never answers. */
export async function startNameServer(zone: Zone | 'silent'): Promise<NameServer> {
  const socket = createSocket('udp4')
  socket.on('message', (question, { port, address }) => {
    if (zone !== 'silent') socket.send(answer(question, zone), port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    address: `127.0.0.1:${socket.address().port}`,
    stop: async () => {
      socket.close()
      await once(socket, 'close')
    },
  }
}

/** RFC 1035 §4.1: a header, the question as it came, and a record for each address, its name a pointer to the question's. */
function answer(message: Buffer, zone: Zone): Buffer {
  const labels: string[] = []
  let end = 12
  for (let length = message.readUInt8(end); length > 0; length = message.readUInt8(end)) {
    labels.push(message.toString('latin1', end + 1, end + 1 + length))
    end += 1 + length
  }
  const type = message.readUInt16BE(end + 1)
  const known = zone[labels.join('.').toLowerCase()]
  const addresses = (type === types.v6 ? known?.v6 : type === types.v4 ? known?.v4 : []) ?? []
  const header = Buffer.alloc(12)
  message.copy(header, 0, 0, 2)
  header.writeUInt16BE(0x8180 | (known === undefined ? notFound : 0), 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(addresses.length, 6)
  return Buffer.concat([header, message.subarray(12, end + 5), ...addresses.map((address) => record(type, address))])
}

function record(type: number, address: string): Buffer {
  const data =
    type === types.v4
      ? Buffer.from(address.split('.').map(Number))
      : Buffer.from(
          address
            .split(':')
            .map((part) => part.padStart(4, '0'))
            .join(''),
          'hex',
        )
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0xc00c, 0)
  head.writeUInt16BE(type, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt32BE(60, 6)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}
