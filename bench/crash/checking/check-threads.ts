import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Ledger } from '../ledger.ts'
import type { Everything } from './read-all.ts'

/** Everything that was acknowledged is on its thread, once, in order, and with whom and what it belongs to. */
export function checkThreads(ledger: Ledger, { threads, setAside, changes, repeatedChanges }: Everything): string[] {
  const violations: string[] = []
  if (repeatedChanges > 0) violations.push(`the feed gave ${repeatedChanges} changes more than once in one reading`)
  const entriesByMarker = new Map<string, Entry[]>()
  for (const [customerId, entries] of threads) {
    for (const [index, entry] of entries.entries()) {
      if (entry.seq !== index + 1) violations.push(`thread ${customerId} has ${entry.seq} at place ${index + 1}`)
      const marker = /\b[qaw]x[0-9a-z]+k[0-9a-z]{5,6}\b/.exec(wordsOf(entry))?.[0]
      if (marker !== undefined) entriesByMarker.set(marker, [...(entriesByMarker.get(marker) ?? []), entry])
    }
  }

  function theOne(what: string, marker: string, isOwed: boolean): Entry | null {
    const entries = entriesByMarker.get(marker) ?? []
    if (isOwed && entries.length === 0) violations.push(`${what} was acknowledged and is lost`)
    if (entries.length > 1) violations.push(`${what} is there ${entries.length} times`)
    return entries[0] ?? null
  }

  const issuesByThread = new Map<string, Set<string | null>>()
  const threadsByIssue = new Map<string | null, Set<string>>()
  for (const { mail, thread, acknowledged } of ledger.mails.values()) {
    if (thread === null) {
      const kept = setAside.filter(({ providerId }) => providerId.startsWith(`${mail.messageId} `)).length
      const entries = entriesByMarker.get(mail.marker) ?? []
      if (acknowledged && kept + entries.length === 0)
        violations.push(`${mail.kind} ${mail.marker} was acknowledged and is lost`)
      if (kept + entries.length > 1)
        violations.push(`${mail.kind} ${mail.marker} is there ${kept + entries.length} times`)
      if (entries.some(({ issueId }) => issueId !== null)) violations.push(`${mail.kind} ${mail.marker} is on an issue`)
      continue
    }
    const entry = theOne(`mail ${mail.marker}`, mail.marker, acknowledged)
    if (entry === null) continue
    if (entry.identity?.value !== mail.from) violations.push(`mail ${mail.marker} is with ${entry.identity?.value}`)
    add(issuesByThread, thread, entry.issueId)
    add(threadsByIssue, entry.issueId, thread)
  }
  for (const [thread, issues] of issuesByThread)
    if (issues.size > 1) violations.push(`thread ${thread} is on ${issues.size} issues`)
  for (const [issue, mixed] of threadsByIssue)
    if (mixed.size > 1) violations.push(`issue ${issue} holds ${mixed.size} threads`)

  for (const { marker, account, acknowledged, entryId } of ledger.messages.values()) {
    const entry = theOne(`message ${marker}`, marker, acknowledged)
    if (entry === null) continue
    if (entry.identity?.value !== account) violations.push(`message ${marker} is with ${entry.identity?.value}`)
    if (entryId !== null && entry.id !== entryId) violations.push(`message ${marker} was acknowledged as another entry`)
  }
  for (const { marker, acknowledged, entryId } of ledger.answers.values()) {
    const entry = theOne(`answer ${marker}`, marker, acknowledged)
    if (entry && entryId !== null && entry.id !== entryId)
      violations.push(`answer ${marker} was acknowledged as another entry`)
  }
  return [...violations, ...checkFeed([...threads.values()].flat(), changes)]
}

/** Each entry was in the feed once. */
function checkFeed(entries: readonly Entry[], changes: Everything['changes']): string[] {
  const told = new Map<string, number>()
  for (const { type, entryId } of changes) {
    if (type === 'entry.appended') told.set(entryId!, (told.get(entryId!) ?? 0) + 1)
  }
  return entries.flatMap(({ id }) =>
    told.get(id) === 1 ? [] : [`the feed tells ${told.get(id) ?? 0} times of entry ${id}`],
  )
}

function wordsOf({ text, content }: Entry): string {
  return content.type === 'email' ? `${text} ${content.replyText}` : text
}

function add<K, V>(byKey: Map<K, Set<V>>, key: K, value: V): void {
  byKey.set(key, (byKey.get(key) ?? new Set()).add(value))
}
