import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** What a name has: texts, servers of a service, servers that take mail. */
export interface Zone {
  txt?: string[]
  srv?: { host: string; port: number; priority?: number; weight?: number }[]
  mx?: { host: string; priority: number }[]
}

const typeOf = { mx: 15, txt: 16, srv: 33 } as const
const noSuchName = 3

/** A name server for tests (RFC 1035), over UDP: it knows the names that it is given, and stays silent where it is told to. */
export async function startNameServer(zones: Record<string, Zone>): Promise<{
  readonly address: string
  /** Nobody answers any more. */
  isSilent: boolean
  close(): Promise<void>
}> {
  const socket = createSocket('udp4')
  const server = {
    address: '',
    isSilent: false,
    close: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  }
  socket.on('message', (asked, from) => {
    if (!server.isSilent) socket.send(answerTo(asked, zones), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  server.address = `127.0.0.1:${socket.address().port}`
  return server
}

function answerTo(asked: Buffer, zones: Record<string, Zone>): Buffer {
  const { name, end } = nameAt(asked, 12)
  const type = asked.readUInt16BE(end)
  const zone = zones[name.toLowerCase()]
  const answers = zone ? recordsOf(zone, type) : []
  const head = Buffer.alloc(12)
  head.writeUInt16BE(asked.readUInt16BE(0), 0)
  head.writeUInt16BE(0x81_80 | (zone ? 0 : noSuchName), 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(answers.length, 6)
  return Buffer.concat([head, asked.subarray(12, end + 4), ...answers.map((data) => recordOf(type, data))])
}

function recordsOf({ txt = [], srv = [], mx = [] }: Zone, type: number): Buffer[] {
  if (type === typeOf.txt) return txt.map((text) => Buffer.concat(stringsOf(text)))
  if (type === typeOf.mx) return mx.map(({ host, priority }) => Buffer.concat([short(priority), encoded(host)]))
  if (type !== typeOf.srv) return []
  return srv.map(({ host, port, priority = 0, weight = 0 }) =>
    Buffer.concat([short(priority), short(weight), short(port), encoded(host)]),
  )
}

/** Whose name is the question's, by a pointer to it. */
function recordOf(type: number, data: Buffer): Buffer {
  const head = Buffer.from([0xc0, 0x0c, 0, type, 0, 1, 0, 0, 0, 60])
  return Buffer.concat([head, short(data.length), data])
}

function stringsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 255) {
    const part = bytes.subarray(at, at + 255)
    parts.push(Buffer.from([part.length]), part)
  }
  return parts
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

function encoded(host: string): Buffer {
  const labels = host.split('.').filter(Boolean)
  return Buffer.concat([
    ...labels.flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]),
    Buffer.from([0]),
  ])
}

function nameAt(message: Buffer, start: number): { name: string; end: number } {
  const labels: string[] = []
  let at = start
  for (let length = message[at]!; length !== 0; length = message[at]!) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.'), end: at + 1 }
}
