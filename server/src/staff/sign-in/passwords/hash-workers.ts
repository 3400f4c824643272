import { Worker } from 'node:worker_threads'
import { secondMs } from '../../../lib/clock.ts'

export interface HashJob {
  password: string
  salt: Uint8Array
  keyBytes: number
  cost: { N: number; r: number; p: number }
}

/** How many passwords are hashed at a time in this process: each takes a core and 32 MiB. */
export const hashesAtOnce = 2

/** A thread that has done nothing for this long is ended: it holds some megabytes. */
const idleMs = 30 * secondMs

interface Waiting {
  job: HashJob
  resolve(key: Uint8Array): void
  reject(error: Error): void
}

interface Thread {
  work(next: Waiting): void
}

const waiting: Waiting[] = []
const resting: Thread[] = []
let threads = 0

/**
 * Derives a key on a thread of its own. Not on the thread pool of Node, whose four threads also read and write files:
 * four hashes there, and no attachment can be stored. One pool for the process, because cores and memory are its.
 */
export function deriveApart(job: HashJob): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    waiting.push({ job, resolve, reject })
    startNext()
  })
}

function startNext(): void {
  if (waiting.length === 0) return
  const thread = resting.pop() ?? (threads < hashesAtOnce ? startThread() : undefined)
  if (thread) thread.work(waiting.shift()!)
}

function startThread(): Thread {
  threads++
  // Its heap is small: what a hash needs is outside of it, and most of the heap is for reading the file.
  const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 32 },
  })
  let current: Waiting | null = null
  let timer: NodeJS.Timeout | undefined

  const thread: Thread = {
    work(next) {
      clearTimeout(timer)
      current = next
      worker.ref()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(next.job)
    },
  }
  worker.on('message', (key: Uint8Array) => {
    current?.resolve(key)
    current = null
    // A resting thread does not keep the process alive.
    worker.unref()
    timer = setTimeout(() => {
      forget(thread)
      void worker.terminate()
    }, idleMs)
    timer.unref()
    resting.push(thread)
    startNext()
  })
  worker.on('error', (error: unknown) => {
    current?.reject(new Error('Hashing a password failed.', { cause: error }))
    current = null
  })
  worker.on('exit', () => {
    clearTimeout(timer)
    forget(thread)
    threads--
    current?.reject(new Error('The thread that hashes passwords ended.'))
    startNext()
  })
  return thread
}

function forget(thread: Thread): void {
  const index = resting.indexOf(thread)
  if (index >= 0) resting.splice(index, 1)
}
