import { randomBytes } from 'node:crypto'
import { createSpanSender, type SpanTarget } from './span-sender.ts'

/**
 * What happens to an entry, from the socket to the screens and on to the provider, as one trace. Steps are noted once
 * they are done; nothing is noted unless a collector is set.
 *
 * The id of an entry is the id of its trace: so every node adds to the same one, and nothing has to be carried along.
 * Spans hold ids, kinds and times, and nothing that anybody wrote.
 */
export interface Tracing {
  /** Now, for `note`; null while nobody traces. */
  began(): number | null
  note(entryId: string, step: Step): void
  /** Hands over what was noted. */
  stop(): Promise<void>
}

export interface Step {
  name: string
  /** When it began, by `began`. Null: it is not noted. */
  began: number | null
  /** What the others belong to: an entry comes into being by it. */
  isFirst?: boolean
  attributes?: Readonly<Record<string, string | number>>
  hasFailed?: boolean
}

export const noTracing: Tracing = {
  began: () => null,
  note() {},
  async stop() {},
}

export function startTracing(target: SpanTarget): Tracing {
  const sender = createSpanSender(target)
  const now = (): number => performance.timeOrigin + performance.now()
  return {
    began: now,
    note(entryId, { name, began, isFirst = false, attributes = {}, hasFailed = false }) {
      if (began === null) return
      const traceId = entryId.replaceAll('-', '').toLowerCase()
      // The last 64 bits of an id are random, apart from two that are never both zero.
      const firstSpanId = traceId.slice(16)
      sender.add({
        traceId,
        spanId: isFirst ? firstSpanId : randomBytes(8).toString('hex'),
        ...(isFirst ? {} : { parentSpanId: firstSpanId }),
        name,
        beganMs: began,
        endedMs: now(),
        attributes,
        hasFailed,
      })
    },
    stop: () => sender.stop(),
  }
}
