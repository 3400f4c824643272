import { AsyncLocalStorage } from 'node:async_hooks'
import { Worker } from 'node:worker_threads'
import { secondMs } from '../../../../lib/clock.ts'
import type { Standing } from './address-standing.ts'

/** As scrypt names them. */
export interface HashCost {
  readonly N: number
  readonly r: number
  readonly p: number
}

export interface HashJob {
  password: string
  salt: Uint8Array
  keyBytes: number
  cost: HashCost
}

/** A thread that has done nothing for this long is ended: it holds some 20 MiB, and starts in a moment. */
const idleMs = 5 * secondMs

interface Thread {
  work(job: HashJob): Promise<Uint8Array>
}

/** How much a thread gives way, as `nice` counts: by what is known of the address that a password came from. */
const nicenessOf = { known: 2, unknown: 5, suspect: 10 } as const satisfies Record<Standing, number>
export type Niceness = (typeof nicenessOf)[Standing]

const niceness = new AsyncLocalStorage<Niceness>()
const restingBy: Record<Niceness, Thread[]> = { 2: [], 5: [], 10: [] }

/** What `work` hashes gives way to mails, to answers and to passwords from better known addresses. */
export function withPriorityOf<T>(standing: Standing, work: () => Promise<T>): Promise<T> {
  return niceness.run(nicenessOf[standing], work)
}

/**
 * Derives a key on a thread of its own. Not on the thread pool of Node, whose four threads also read and write files:
 * four hashes there, and no attachment can be stored. A thread that rests is used again. How many may work at a time is
 * decided in one place, `hash-queue.ts`, before a password gets here.
 */
export function deriveApart(job: HashJob): Promise<Uint8Array> {
  const nice = niceness.getStore() ?? 2
  return (restingBy[nice].pop() ?? startThread(nice)).work(job)
}

function startThread(nice: Niceness): Thread {
  const resting = restingBy[nice]
  // Its heap is small: what a hash needs is outside of it, and most of the heap is for reading the file.
  const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 32 },
    workerData: nice,
  })
  let current: PromiseWithResolvers<Uint8Array> | null = null
  let timer: NodeJS.Timeout | undefined

  const thread: Thread = {
    work(job) {
      clearTimeout(timer)
      current = Promise.withResolvers()
      worker.ref()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(job)
      return current.promise
    },
  }
  worker.on('message', (key: Uint8Array) => {
    current?.resolve(key)
    current = null
    // A resting thread does not keep the process alive.
    worker.unref()
    timer = setTimeout(() => {
      forget(thread, resting)
      void worker.terminate()
    }, idleMs)
    timer.unref()
    resting.push(thread)
  })
  worker.on('error', (error: unknown) => {
    current?.reject(new Error('Hashing a password failed.', { cause: error }))
    current = null
  })
  worker.on('exit', () => {
    clearTimeout(timer)
    forget(thread, resting)
    current?.reject(new Error('The thread that hashes passwords ended.'))
  })
  return thread
}

function forget(thread: Thread, resting: Thread[]): void {
  const index = resting.indexOf(thread)
  if (index >= 0) resting.splice(index, 1)
}
