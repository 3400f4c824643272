import { scryptSync } from 'node:crypto'
import { getPriority, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { HashJob, Niceness } from './hash-workers.ts'

/**
 * One thread that derives keys from passwords, one at a time. On Linux a priority belongs to a thread: this one gives
 * way to the thread that answers requests and to PostgreSQL. Elsewhere it would belong to the whole process.
 */
if (process.platform === 'linux') giveWay(workerData)

parentPort?.on('message', ({ password, salt, keyBytes, cost }: HashJob) => {
  const { N, r, p } = cost
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(scryptSync(password, salt, keyBytes, { N, r, p, maxmem: 256 * N * r }))
})

function giveWay(nice: Niceness): void {
  // An ordinary user may lower a priority and never raise it: a process that was started with `nice` has a lower one.
  if (getPriority(0) < nice) setPriority(0, nice)
}
