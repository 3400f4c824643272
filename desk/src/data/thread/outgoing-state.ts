import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import type { NewEntry } from '@throughline/protocol/timeline/writing.ts'

/**
 * What was written and is not on the thread yet, as pure data. `sending`: on its way. `waiting`: nobody answered; it
 * goes out when the connection is back. `failed`: the server said no, `reason` says why; a person decides.
 */
export interface OutgoingItem {
  echoId: string
  /** Who wrote it: nobody else's name is ever put under it. */
  authorId: string
  customerId: string
  entry: NewEntry & { echoId: string }
  attachments: Attachment[]
  /** The address it goes to, for showing. */
  to: { channelKind: string; value: string } | null
  writtenAt: string
  state: 'sending' | 'waiting' | 'failed'
  reason?: string
}

export type Outgoing = readonly OutgoingItem[]

export function withOutgoing(outgoing: Outgoing, item: OutgoingItem): Outgoing {
  const index = outgoing.findIndex((known) => known.echoId === item.echoId)
  return index === -1 ? [...outgoing, item] : outgoing.with(index, item)
}

export function withState(
  outgoing: Outgoing,
  echoId: string,
  change: Pick<OutgoingItem, 'state'> & { reason?: string },
): Outgoing {
  return outgoing.map((item) => {
    if (item.echoId !== echoId) return item
    const { reason: _, ...rest } = item
    return { ...rest, ...change }
  })
}

export function withoutOutgoing(outgoing: Outgoing, echoId: string | undefined): Outgoing {
  const left = outgoing.filter((item) => item.echoId !== echoId)
  return left.length === outgoing.length ? outgoing : left
}
