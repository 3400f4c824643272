import type { HttpConnection } from './http-connection.ts'

/** What is asked of one server: each call gives the requests that make one look, sent together on the connections. */
export interface Reader {
  connections: readonly HttpConnection[]
  look: (turn: number) => readonly string[]
}

/**
 * Looks at several servers in turns, so that whatever else the machine does falls on all of them alike, and gives
 * the latencies of each in ms. A look is over when its last answer is there.
 */
export async function askInTurns(
  readers: readonly Reader[],
  options: { looks: number; maxSeconds?: number },
): Promise<number[][]> {
  const latenciesMs: number[][] = readers.map(() => [])
  const deadline = performance.now() + (options.maxSeconds ?? 600) * 1000
  for (let turn = 0; turn < options.looks && performance.now() < deadline; turn++) {
    for (const [index, { connections, look }] of readers.entries()) {
      const requests = look(turn)
      const startedMs = performance.now()
      const answers = await Promise.all(requests.map((request, lane) => connections[lane]!.ask(request)))
      latenciesMs[index]!.push(performance.now() - startedMs)
      const failed = answers.find(({ status }) => status !== 200)
      if (failed) throw new Error(`a look was answered with ${failed.status}: ${failed.body.toString().slice(0, 300)}`)
    }
  }
  return latenciesMs
}
