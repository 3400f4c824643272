import { readFileSync, readdirSync } from 'node:fs'

/** Of a process and those it started, in seconds; null where the system does not tell (only Linux does). */
export function cpuSecondsOf(pid: number, options: { withChildren: boolean }): number | null {
  const own = statOf(pid)
  if (own === null) return null
  let ticks = own.ticks
  if (options.withChildren) {
    // Those that have ended are in the parent's sum; those that run are counted one by one.
    ticks += own.endedChildrenTicks
    for (const child of childrenOf(pid)) ticks += statOf(child)?.ticks ?? 0
  }
  return ticks / ticksPerSecond
}

export function rssBytesOf(pid: number): number | null {
  try {
    const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return line === null ? null : Number(line[1]) * 1024
  } catch {
    return null
  }
}

export function childrenOf(pid: number): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((candidate) => statOf(candidate)?.parent === pid)
  } catch {
    return []
  }
}

// What Linux counts in, on every machine of today.
const ticksPerSecond = 100

function statOf(pid: number): { parent: number; ticks: number; endedChildrenTicks: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name stands in brackets and may hold spaces; what follows it are numbers.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const at = (index: number): number => Number(fields[index])
    return { parent: at(1), ticks: at(11) + at(12), endedChildrenTicks: at(13) + at(14) }
  } catch {
    return null
  }
}
