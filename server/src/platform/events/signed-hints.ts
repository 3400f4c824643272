import { VisitorPage } from '@throughline/protocol/realtime/visitor-page.ts'
import { z } from 'zod'
import type { Clock } from '../../lib/clock.ts'
import { secondMs } from '../../lib/clock.ts'
import type { SecretBox } from '../../lib/secrets.ts'
import type { Hint } from './hints.ts'

/** Why a message was refused. */
export type Refusal = 'too_large' | 'forged' | 'malformed' | 'stale' | 'repeated'
export type Reading = { kind: 'hints'; hints: Hint[] } | { kind: 'own' } | { kind: 'refused'; why: Refusal }

/** Makes and reads the messages between nodes. */
export interface SignedHints {
  /** As few messages as they fit in. A hint that is too large by itself is left out; it is found in the feed. */
  write(hints: readonly Hint[]): Uint8Array[]
  read(message: Uint8Array): Reading
}

/** Clocks of nodes may differ by this much, and a message that was recorded is of no use afterwards. */
const freshForMs = 30 * secondMs
const maxNodes = 256
const macBytes = 32
const purpose = 'hints'

const HintSaid: z.ZodType<Hint> = z.discriminatedUnion('about', [
  z.strictObject({
    about: z.literal('thread'),
    customerId: z.uuid().nullable(),
    issueIds: z.array(z.uuid()).max(1000),
  }),
  z.strictObject({ about: z.literal('presence') }),
  z.strictObject({ about: z.literal('typing'), customerId: z.uuid() }),
  z.strictObject({ about: z.literal('visitor_page'), customerId: z.uuid(), page: VisitorPage.nullable() }),
  z.strictObject({ about: z.literal('visitor_page_asked'), customerId: z.uuid() }),
  z.strictObject({ about: z.literal('seen'), customerId: z.uuid() }),
  z.strictObject({ about: z.literal('notifications'), staffId: z.uuid().nullable() }),
  z.strictObject({ about: z.literal('reads'), staffId: z.uuid() }),
])

const Said = z.strictObject({
  from: z.string().max(64),
  /** Numbers the messages of a node: each is accepted once. */
  number: z.int().min(1),
  at: z.int(),
  hints: z.array(HintSaid).max(1000),
})

/**
 * Hints are signed with a key of all nodes: others on the same NATS can neither make one nor replay one. A refused message
 * costs one HMAC of at most `maxMessageBytes` and causes no query.
 */
export function signedHints(
  nodeId: string,
  secrets: Pick<SecretBox, 'sign' | 'verify'>,
  clock: Clock,
  maxMessageBytes: number,
): SignedHints {
  let number = 0
  const lastByNode = new Map<string, { number: number; at: number }>()

  function write(hints: readonly Hint[]): Uint8Array[] {
    if (hints.length === 0) return []
    const said = { from: nodeId, number: ++number, at: clock.now().getTime(), hints }
    const body = Buffer.from(JSON.stringify(said))
    if (body.length + macBytes <= maxMessageBytes) return [Buffer.concat([secrets.sign(purpose, body), body])]
    if (hints.length === 1) return []
    const half = Math.ceil(hints.length / 2)
    return [...write(hints.slice(0, half)), ...write(hints.slice(half))]
  }

  return {
    write,
    read(message) {
      if (message.length > maxMessageBytes) return refused('too_large')
      const body = message.subarray(macBytes)
      const mac = message.subarray(0, macBytes)
      if (body.length === 0 || !secrets.verify(purpose, body, mac)) return refused('forged')
      const said = parse(body)
      if (said === null) return refused('malformed')
      if (said.from === nodeId) return { kind: 'own' }
      const now = clock.now().getTime()
      if (Math.abs(now - said.at) > freshForMs) return refused('stale')
      if (said.number <= (lastByNode.get(said.from)?.number ?? 0)) return refused('repeated')
      lastByNode.delete(said.from)
      lastByNode.set(said.from, { number: said.number, at: said.at })
      forgetNodes(now)
      return { kind: 'hints', hints: said.hints }
    },
  }

  /** Whatever a node said that long ago is stale, so its count is needed no more. */
  function forgetNodes(now: number): void {
    for (const [node, { at }] of lastByNode) {
      if (lastByNode.size <= maxNodes && now - at <= 2 * freshForMs) return
      lastByNode.delete(node)
    }
  }
}

const refused = (why: Refusal): Reading => ({ kind: 'refused', why })

function parse(body: Uint8Array): z.infer<typeof Said> | null {
  try {
    return Said.safeParse(JSON.parse(Buffer.from(body).toString())).data ?? null
  } catch {
    return null
  }
}
