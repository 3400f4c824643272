/**
 * Starts to count the processor time of this thread, in milliseconds. What guards against work without bound counts with it,
 * since the clock on the wall says as much about what else runs on the machine.
 */
export function countCpuTime(): () => number {
  const before = process.threadCpuUsage()
  return () => {
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1000
  }
}
