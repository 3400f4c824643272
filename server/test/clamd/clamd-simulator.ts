import { createServer, type Server, type Socket } from 'node:net'

/** The test file of EICAR in two halves: as a whole it would be found in the sources as well. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/** How it behaves from now on. What it does not know of is as in clamd(8). */
export interface Behaviour {
  /** Answers a scan with these bytes instead of a verdict. */
  says?: string
  /** Takes the bytes, and never answers. */
  hangs?: boolean
  /** Hangs up after so many bytes. */
  hangsUpAfterBytes?: number
  /** Answers in pieces of a byte. */
  dribbles?: boolean
  streamMaxLength?: number
  /** Waits with its verdict for this. */
  until?: Promise<void>
}

export interface ClamdSimulator extends AsyncDisposable {
  readonly address: { host: string; port: number } | { path: string }
  readonly setting: string
  behave(behaviour: Behaviour): void
  /** What was scanned, by its bytes. */
  readonly scanned: Buffer[]
  /** The largest chunk that came. */
  readonly largestChunk: () => number
  /** Scans that run at this moment, and the most that ever did. */
  readonly atOnce: () => { now: number; most: number }
  stop(): Promise<void>
}

/** clamd as its manual describes it: PING, VERSION and INSTREAM, each with a NUL at its end. Knows EICAR alone. */
export async function startClamd(at: { path: string } | { port: number } = { port: 0 }): Promise<ClamdSimulator> {
  let behaviour: Behaviour = {}
  let [now, most, largest] = [0, 0, 0]
  const scanned: Buffer[] = []
  const sockets = new Set<Socket>()

  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    serve(socket)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    if ('path' in at) server.listen(at.path, resolve)
    else server.listen(at.port, '127.0.0.1', resolve)
  })

  function serve(socket: Socket): void {
    let input = Buffer.alloc(0)
    let isStream = false
    const chunks: Buffer[] = []
    let streamed = 0
    const answer = (text: string): void => {
      if (!behaviour.dribbles) return void socket.end(`${text}\0`)
      for (const letter of `${text}\0`) socket.write(letter)
      socket.end()
    }
    const leave = (): void => {
      if (isStream) now -= 1
      isStream = false
    }
    socket.on('close', leave)
    socket.on('data', (data: Buffer) => {
      input = Buffer.concat([input, data])
      if (!isStream) {
        const end = input.indexOf(0)
        if (end === -1) return
        const command = input.toString('utf8', 0, end)
        input = input.subarray(end + 1)
        if (command === 'zPING') return answer('PONG')
        if (command === 'zVERSION') return answer('ClamAV 1.4.6/27000/Mon Nov 30 08:00:00 2026')
        if (command !== 'zINSTREAM') return answer('UNKNOWN COMMAND')
        isStream = true
        now += 1
        most = Math.max(most, now)
      }
      while (input.length >= 4) {
        const length = input.readUInt32BE()
        if (length === 0) return void verdict()
        if (input.length < 4 + length) return
        chunks.push(input.subarray(4, 4 + length))
        largest = Math.max(largest, length)
        streamed += length
        input = input.subarray(4 + length)
        if (behaviour.hangsUpAfterBytes !== undefined && streamed >= behaviour.hangsUpAfterBytes)
          return void socket.destroy()
        if (streamed > (behaviour.streamMaxLength ?? Infinity)) return answer('INSTREAM size limit exceeded. ERROR')
      }
    })

    async function verdict(): Promise<void> {
      if (behaviour.hangs) return
      const bytes = Buffer.concat(chunks)
      await behaviour.until
      scanned.push(bytes)
      leave()
      if (behaviour.says !== undefined) return answer(behaviour.says)
      answer(bytes.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK')
    }
  }

  const listening = server.address()
  const address =
    typeof listening === 'object' && listening !== null
      ? { host: '127.0.0.1', port: listening.port }
      : { path: listening! }
  async function stop(): Promise<void> {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
  return {
    address,
    setting: typeof listening === 'string' ? listening : `127.0.0.1:${listening!.port}`,
    behave: (next) => void (behaviour = next),
    scanned,
    largestChunk: () => largest,
    atOnce: () => ({ now, most }),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}
