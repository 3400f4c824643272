import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { median } from './percentile.ts'

/** On what the figures were measured; they are of one machine on one day. */
export function describeMachine(parent = tmpdir()) {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform}-${process.arch}`,
    node: process.versions.node,
    /** Of the minute before: whatever else ran took part in the measurement. */
    load: Number(loadavg()[0]!.toFixed(2)),
    fsyncMs: Number(fsyncMs(parent).toFixed(3)),
  }
}

/** What one write to the disk takes; far below a tenth of a millisecond it is no disk. */
function fsyncMs(parent: string): number {
  const folder = mkdtempSync(join(parent, 'throughline-fsync-'))
  const file = openSync(join(folder, 'file'), 'w')
  const block = Buffer.alloc(8192, 1)
  const times = Array.from({ length: 50 }, () => {
    const startedMs = performance.now()
    writeSync(file, block)
    fsyncSync(file)
    return performance.now() - startedMs
  })
  closeSync(file)
  rmSync(folder, { recursive: true })
  return median(times)
}
