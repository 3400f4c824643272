import { performance } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Gives memory back while there is nothing to do. V8 collects only when something allocates, so a process that falls
 * idle after a busy hour keeps that hour's garbage for good, and one that has just started keeps what compiling its
 * modules left behind. Collecting takes some 50 ms, which nobody waits for when nothing happens.
 */
export function spareMemory({ lookEveryMs = 2000 } = {}): { stop(): void } {
  const collect = collector()
  let kept = 0
  let before = performance.eventLoopUtilization()
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, before)
    before = now
    if (utilization > busyShare || process.memoryUsage().heapTotal - kept < worthwhileBytes) return
    collect()
    kept = process.memoryUsage().heapTotal
  }, lookEveryMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

/**
 * What `--expose-gc` would give us: the flag has to be given when Node starts, and `npm start` should need none.
 * The last resort is the only kind that hands the pages back as well.
 */
function collector(): () => void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  return typeof collect === 'function' ? () => void collect({ type: 'major', flavor: 'last-resort' }) : () => {}
}

const busyShare = 0.05
const worthwhileBytes = 8 * 1024 * 1024
