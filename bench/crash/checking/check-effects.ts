import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { MessageKeys } from '../../../server/src/channels/message-key.ts'
import type { Ledger } from '../ledger.ts'
import type { Receivers } from '../receivers.ts'
import type { Everything } from './read-all.ts'

export interface Effects {
  violations: string[]
  acknowledgementsOwed: number
  mailsSent: number
  mailsRepeated: number
  webhooksOwed: number
  webhooksRepeated: number
}

export const toldTypes = ['entry.appended', 'issue.opened'] as const

/**
 * What left the house: one automatic answer for each issue that a person's mail opened, one mail for each outbound
 * entry, one webhook for each event. A copy under the same id is what a crash between sending and noting makes; the
 * other side can tell it, so it is counted and no violation.
 */
export function checkEffects(
  ledger: Ledger,
  { threads, changes }: Everything,
  { receivers, messageKeys }: { receivers: Receivers; messageKeys: MessageKeys },
): Effects {
  const violations: string[] = []
  const entries = [...threads.values()].flat()
  const entryById = new Map(entries.map((entry) => [entry.id, entry]))

  const owed = changes.filter(({ type, entryId }) => {
    const entry = type === 'issue.opened' ? entryById.get(entryId ?? '') : undefined
    return entry?.direction === 'in' && entry.channel?.kind === 'email'
  })
  const byEcho = Map.groupBy(
    entries.filter(({ echoId }) => echoId?.startsWith('acknowledge:')),
    ({ echoId }) => echoId!,
  )
  for (const { issueId } of owed) {
    const count = byEcho.get(`acknowledge:${issueId}`)?.length ?? 0
    if (count !== 1) violations.push(`issue ${issueId} was answered automatically ${count} times`)
  }
  if (byEcho.size > owed.length) violations.push(`${byEcho.size - owed.length} automatic answers were owed to nobody`)

  const mails = receivers.mails()
  const outbound = entries.filter((entry) => entry.direction === 'out' && entry.channel?.kind === 'email')
  const idsByKey = Map.groupBy(mails.keys(), keyOf)
  for (const entry of outbound) violations.push(...checkMail(entry, idsByKey.get(messageKeys.of(entry.id)) ?? []))
  const known = new Set(outbound.map(({ id }) => messageKeys.of(id)))
  for (const id of mails.keys()) if (!known.has(keyOf(id))) violations.push(`mail ${id} is on no thread`)
  for (const { marker, acknowledged, entryId } of ledger.answers.values()) {
    if (acknowledged && !outbound.some(({ id }) => id === entryId))
      violations.push(`answer ${marker} is no outbound mail`)
  }

  const told = changes.filter(({ type }) => toldTypes.some((each) => each === type))
  const callsByEvent = Map.groupBy(receivers.calls.values(), ({ eventId }) => eventId)
  for (const { id, type } of told) {
    const ids = callsByEvent.get(id)?.length ?? 0
    if (ids !== 1) violations.push(`${type} ${id} was told under ${ids} webhook ids`)
  }
  return {
    violations,
    acknowledgementsOwed: owed.length,
    mailsSent: mails.size,
    mailsRepeated: repeats([...mails.values()]),
    webhooksOwed: told.length,
    webhooksRepeated: repeats([...receivers.calls.values()].map(({ times }) => times)),
  }
}

/** A Message-ID is made of the key of its entry, which only the holder of the secret key can compute. */
function keyOf(messageId: string): string {
  return messageId.split('@')[0]!.replace('.', '')
}

function checkMail(entry: Entry, ids: readonly string[]): string[] {
  if (ids.length === 0) return [`entry ${entry.id} was never mailed (${entry.delivery?.state})`]
  const wrong = entry.delivery?.state === 'sent' ? [] : [`entry ${entry.id} was mailed and is ${entry.delivery?.state}`]
  return ids.length > 1 ? [...wrong, `entry ${entry.id} was mailed under ${ids.length} ids`] : wrong
}

const repeats = (times: readonly number[]): number => times.reduce((sum, each) => sum + each - 1, 0)
