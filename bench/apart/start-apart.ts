import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

// oxlint-disable-next-line typescript/no-explicit-any -- each module says what it answers
export type Answers = Record<string, (...args: any[]) => unknown>

/** A module that runs in a process of its own and answers calls: load and baselines must not share our event loop. */
export interface Apart<T extends Answers> {
  readonly pid: number
  call<K extends keyof T & string>(name: K, ...args: Parameters<T[K]>): Promise<Awaited<ReturnType<T[K]>>>
  stop(): Promise<void>
}

export interface Call {
  id: number
  name: string
  args: unknown[]
}
export interface Reply {
  id: number
  value?: unknown
  problem?: string
}

export function startApart<T extends Answers>(module: URL, nodeOptions: readonly string[] = []): Apart<T> {
  const child = fork(fileURLToPath(module), { execArgv: [...nodeOptions], serialization: 'advanced' })
  return callable(child)
}

/** Whatever was started with a channel for messages and calls `answerParent`. */
export function callable<T extends Answers>(child: ReturnType<typeof fork>): Apart<T> {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let calls = 0
  child.on('message', (message) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own module on the other side
    const { id, value, problem } = message as Reply
    const call = waiting.get(id)
    waiting.delete(id)
    if (problem === undefined) call?.resolve(value)
    else call?.reject(new Error(problem))
  })
  child.once('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`the process ended with ${signal ?? code}`))
    waiting.clear()
  })
  return {
    pid: child.pid!,
    call(name, ...args) {
      const id = ++calls
      const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }))
      child.send({ id, name, args } satisfies Call)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the named answer returns
      return answer as Promise<Awaited<ReturnType<T[typeof name]>>>
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}
