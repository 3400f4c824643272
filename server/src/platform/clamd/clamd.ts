/**
 * A client of clamd, the daemon of ClamAV (clamd(8)). Asks about bytes, by its commands PING, VERSION and INSTREAM, over a
 * Unix socket or TCP. Each question has a connection of its own, and an end: whatever the other side does, it is answered
 * with a verdict or a `ScanError`.
 *
 * Refuses to know whose the bytes are, and what follows from a finding.
 */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises'
import type { ClamdAddress } from '../../lib/clamd-address.ts'
import { secondMs } from '../../lib/clock.ts'
import { messageOf } from '../../lib/errors.ts'
import { readVerdict, ScanError, type Verdict } from './answers.ts'

export { ScanError, type Verdict } from './answers.ts'

export interface Clamd {
  /** Reads the bytes as fast as clamd takes them. `open` is asked again when clamd hung up while they were sent. */
  scan(open: () => Bytes | Promise<Bytes>): Promise<Verdict>
  /** Throws a `ScanError` when nobody answers. */
  ping(): Promise<void>
  /** As it calls itself, with its signatures; null where it does not say. */
  version(): Promise<string | null>
}

type Bytes = AsyncIterable<Uint8Array>

export interface Patience {
  connectMs: number
  /** Without a byte going or coming. clamd says nothing while it scans, or while others are before us. */
  silentMs: number
  /** In all; below what a job may take. */
  totalMs: number
}

const usualPatience: Patience = { connectMs: 5 * secondMs, silentMs: 60 * secondMs, totalMs: 100 * secondMs }

/** One write of ours. Whether it answers already is looked at in between. */
const chunkBytes = 64 * 1024
/**
 * What is too large is refused with an answer, after which clamd hangs up at once; of about every tenth the answer is lost,
 * for our next write came first. Asked again with pauses between the writes, it is heard.
 */
const pausesMs = [0, 2, 10, 30]
/** More than the longest name of a finding. */
const maxAnswerBytes = 4096

export function createClamd(address: ClamdAddress, patience: Patience = usualPatience): Clamd {
  async function scan(open: () => Bytes | Promise<Bytes>): Promise<Verdict> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await scanOnce(open, pausesMs[attempt - 1]!)
      } catch (error) {
        if (!(error instanceof HungUp && error.isSending) || attempt === pausesMs.length) throw error
      }
    }
  }

  async function scanOnce(open: () => Bytes | Promise<Bytes>, pauseMs: number): Promise<Verdict> {
    await using line = await openLine(address, patience)
    const answer = line.answer()
    let isSending = true
    try {
      await line.send(Buffer.from('zINSTREAM\0'))
      for await (const part of await open()) {
        for (let at = 0; at < part.byteLength && !line.hasAnswered(); at += chunkBytes) {
          await line.send(framed(part.subarray(at, at + chunkBytes)))
          // For what it says meanwhile: once it has hung up, writing again would lose its answer.
          await (pauseMs === 0 ? turn() : delay(pauseMs))
        }
        // Too large, or out of memory: it has said so, and takes no more.
        if (line.hasAnswered()) break
      }
      if (!line.hasAnswered()) await line.send(Buffer.alloc(4))
      isSending = false
    } catch (error) {
      // It may have answered and hung up while we were writing; what it said counts.
      if (!(error instanceof ScanError)) throw error
    }
    return readVerdict(
      await answer.catch((error: unknown) => {
        if (error instanceof HungUp) error.isSending = isSending
        throw error
      }),
    )
  }

  async function ask(command: string): Promise<string> {
    await using line = await openLine(address, patience)
    const answer = line.answer()
    await line.send(Buffer.from(`z${command}\0`)).catch(() => undefined)
    return await answer
  }

  return {
    scan,
    async ping() {
      const answer = await ask('PING')
      if (answer !== 'PONG') throw new ScanError('failed', 'What answers there is not clamd.')
    },
    async version() {
      const answer = await ask('VERSION')
      return /^ClamAV [\x20-\x7e]{1,150}$/.test(answer) ? answer : null
    },
  }
}

class HungUp extends ScanError {
  /** Bytes were still to be sent. */
  isSending = false
  constructor(message: string, options?: ErrorOptions) {
    super('unreachable', message, options)
  }
}

/** The length in four bytes, most significant first, and the bytes. */
function framed(bytes: Uint8Array): Buffer {
  const frame = Buffer.alloc(4 + bytes.byteLength)
  frame.writeUInt32BE(bytes.byteLength)
  frame.set(bytes, 4)
  return frame
}

interface Line extends AsyncDisposable {
  send(bytes: Buffer): Promise<void>
  /** What came up to the first NUL. */
  answer(): Promise<string>
  hasAnswered(): boolean
}

async function openLine(address: ClamdAddress, patience: Patience): Promise<Line> {
  const socket = connect(address)
  const broken = (error: unknown): ScanError =>
    error instanceof ScanError ? error : new HungUp(messageOf(error), { cause: error })
  const connecting = setTimeout(() => socket.destroy(late('It takes no connection.')), patience.connectMs)
  const total = setTimeout(() => socket.destroy(late('It takes too long.')), patience.totalMs)
  socket.setTimeout(patience.silentMs, () => socket.destroy(late('It says nothing.')))
  const received: Buffer[] = []
  let isWhole = false
  const answered = readAnswer(socket, received, () => (isWhole = true)).catch((error: unknown) => {
    throw broken(error)
  })
  // Awaited only once the bytes have gone.
  answered.catch(() => undefined)
  try {
    await once(socket, 'connect')
  } catch (error) {
    clearTimeout(total)
    throw broken(error)
  } finally {
    clearTimeout(connecting)
  }
  return {
    send: (bytes) =>
      new Promise((resolve, reject) => {
        socket.write(bytes, (error) => (error ? reject(broken(error)) : resolve()))
      }),
    answer: () => answered,
    hasAnswered: () => isWhole,
    async [Symbol.asyncDispose]() {
      clearTimeout(total)
      socket.destroy()
    },
  }
}

const late = (message: string): ScanError => new ScanError('unreachable', message)

function readAnswer(socket: Socket, received: Buffer[], whole: () => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let size = 0
    socket.on('data', (data: Buffer) => {
      size += data.byteLength
      received.push(data)
      if (size > maxAnswerBytes) {
        socket.destroy(new ScanError('failed', 'The answer is none of clamd.'))
        return
      }
      const text = Buffer.concat(received)
      const end = text.indexOf(0)
      if (end === -1) return
      whole()
      resolve(text.toString('utf8', 0, end))
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new HungUp('It hung up without an answer.')))
  })
}
