import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { pipeline } from 'node:stream'

/** Where the parrot keeps its files. Each file answers as it is told, one answer after the other, and then with the last. */
export interface ParrotFiles extends AsyncDisposable {
  readonly url: string
  readonly host: string
  /** What was asked for, in order, with the key that came along. */
  readonly asked: { file: string; key: string | undefined }[]
  put(file: string, ...answers: RequestListener[]): void
  /** Of one file, now and the most there ever were at once. */
  atOnce(file: string): { now: number; most: number }
}

export async function startParrotFiles(): Promise<ParrotFiles> {
  const answers = new Map<string, RequestListener[]>()
  const asked: ParrotFiles['asked'] = []
  const atOnce = new Map<string, { now: number; most: number }>()
  const countOf = (file: string) => atOnce.get(file) ?? { now: 0, most: 0 }
  const server = createServer((request, response) => {
    const file = request.url!.slice(1)
    asked.push({ file, key: request.headers['x-parrot-key']?.toString() })
    const { now, most } = countOf(file)
    atOnce.set(file, { now: now + 1, most: Math.max(most, now + 1) })
    response.on('close', () => atOnce.set(file, { ...countOf(file), now: countOf(file).now - 1 }))
    const left = answers.get(file) ?? [refusing(404)]
    const [answer] = left
    if (left.length > 1) left.shift()
    answer!(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const host = `127.0.0.1:${typeof address === 'object' ? address!.port : 0}`
  return {
    url: `http://${host}/`,
    host,
    asked,
    put: (file, ...given) => void answers.set(file, given),
    atOnce: countOf,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export const holding =
  (content: Buffer | string, type = 'image/png'): RequestListener =>
  (_, response) =>
    void response.writeHead(200, { 'content-type': type }).end(content)

export const refusing =
  (status: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end('no')

/** Begins, and goes on when it is let go. */
export const slowly =
  (content: Buffer | string, until: Promise<void>): RequestListener =>
  (_, response) => {
    response.writeHead(200).write(Buffer.from(content).subarray(0, 3))
    void until.then(() => response.end(Buffer.from(content).subarray(3)))
  }

export const endless: RequestListener = (_, response) => {
  const piece = Buffer.alloc(64 * 1024, 'a')
  function* pieces() {
    for (;;) yield piece
  }
  pipeline(pieces(), response, () => {})
}

/** As fast as an upload has to be, and no faster. */
export const unending: RequestListener = (_, response) => {
  const timer = setInterval(() => response.write(Buffer.alloc(16 * 1024, 'a')), 200)
  response.on('close', () => clearInterval(timer))
}

/** A byte now and then. */
export const dripping: RequestListener = (_, response) => {
  const timer = setInterval(() => response.write('.'), 200)
  response.on('close', () => clearInterval(timer))
}

export const silent: RequestListener = () => {}

export const cutOff: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': '100000' })
  response.write('a part of it', () => response.destroy())
}

export const sentTo =
  (location: string): RequestListener =>
  (_, response) =>
    void response.writeHead(302, { location }).end()
