import { z } from 'zod'
import type { Clock } from '../lib/clock.ts'
import { secondMs } from '../lib/clock.ts'
import type { SecretBox } from '../lib/secrets.ts'
import type { Hint } from './hints.ts'

/** Why a message was refused. */
export type Refusal = 'too_large' | 'forged' | 'malformed' | 'stale' | 'repeated'
export type Reading = { kind: 'hint'; hint: Hint } | { kind: 'own' } | { kind: 'refused'; why: Refusal }

/** Makes and reads the messages between nodes. */
export interface SignedHints {
  /** Null: it would be too large. It is left out; the others find the change in the feed. */
  write(hint: Hint): Uint8Array | null
  read(message: Uint8Array): Reading
}

export const maxMessageBytes = 16 * 1024
/** Clocks of nodes may differ by this much, and a message that was recorded is of no use afterwards. */
const freshForMs = 30 * secondMs
const maxNodes = 256
const macBytes = 32
const purpose = 'hints'

const Said = z.strictObject({
  from: z.string().max(64),
  /** Numbers the messages of a node: each is accepted once. */
  number: z.int().min(1),
  at: z.int(),
  hint: z.strictObject({ customerId: z.uuid().nullable(), issueIds: z.array(z.uuid()).max(1000) }),
})

/**
 * Hints are signed with a key of all nodes: others on the same NATS can neither make one nor replay one. A refused message
 * costs one HMAC of at most `maxMessageBytes` and causes no query.
 */
export function signedHints(nodeId: string, secrets: Pick<SecretBox, 'sign' | 'verify'>, clock: Clock): SignedHints {
  let number = 0
  const lastByNode = new Map<string, { number: number; at: number }>()
  return {
    write(hint) {
      const said = { from: nodeId, number: ++number, at: clock.now().getTime(), hint }
      const body = Buffer.from(JSON.stringify(said))
      return body.length + macBytes > maxMessageBytes ? null : Buffer.concat([secrets.sign(purpose, body), body])
    },
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
      return { kind: 'hint', hint: said.hint }
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
