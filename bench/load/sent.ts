/** What a sender measured, counted from its first byte to the last acknowledgement. */
export interface Sent {
  acknowledged: number
  /** What the server said instead of yes, and how often. */
  refused: Record<string, number>
  seconds: number
  latenciesMs: number[]
  /** Of the sender's own process, meanwhile. */
  cpuSeconds: number
}

/** Runs `send` for each of `count` pieces, `concurrency` at a time, and measures. */
export async function measureSending(
  options: { count: number; concurrency: number },
  openLane: () => Promise<(index: number) => Promise<string | null>>,
): Promise<Sent> {
  const lanes = await Promise.all(Array.from({ length: options.concurrency }, openLane))
  const latenciesMs: number[] = []
  const refused: Record<string, number> = {}
  let next = 0
  let acknowledged = 0
  const cpu = process.cpuUsage()
  const startedMs = performance.now()
  await Promise.all(
    lanes.map(async (send) => {
      while (next < options.count) {
        const index = next++
        const sentMs = performance.now()
        const refusal = await send(index)
        latenciesMs.push(performance.now() - sentMs)
        if (refusal === null) acknowledged++
        else refused[refusal] = (refused[refusal] ?? 0) + 1
      }
    }),
  )
  const seconds = (performance.now() - startedMs) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { acknowledged, refused, seconds, latenciesMs, cpuSeconds: (user + system) / 1e6 }
}
