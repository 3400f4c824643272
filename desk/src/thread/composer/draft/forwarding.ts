import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useSyncExternalStore } from 'react'
import { makeListeners } from '../../../session/realtime/listeners.ts'

/** A forward that is being written, in the place of the composer; a reply that was begun stays as it is. */
export interface Forwarding {
  /** Whose it is: several people may use one machine. */
  meId: string
  customerId: string
  issueId: string
  /** The message that one began with; null: of the whole issue, or an answer. */
  entryId: string | null
  isWhole: boolean
  /** The answer to an earlier forward that is answered. */
  answers: string | null
  to: string[]
  /** null: what the server proposes. */
  subject: string | null
  text: string
  /** Files of what is forwarded that stay here. */
  leftOut: string[]
  /** Files of one's own. */
  attachments: Attachment[]
  /** The same until it is sent: a repetition after a cut is one mail. */
  echoId: string
}

const storageKey = 'throughline-forwardings'
const listeners = makeListeners<[]>()
const byCustomer = read()
/** What was written before it was sent, for as long as it can be recalled. */
const sentByEcho = new Map<string, Forwarding>()

export function useForwarding(customerId: string, meId: string): Forwarding | null {
  return useSyncExternalStore(listeners.add, () => ofPerson(customerId, meId))
}

function ofPerson(customerId: string, meId: string): Forwarding | null {
  const begun = byCustomer.get(customerId)
  return begun?.meId === meId ? begun : null
}

type Target = Pick<Forwarding, 'meId' | 'customerId' | 'issueId' | 'entryId'>

/** Words and recipients that were begun are kept; what they are about is what one has just chosen. */
export function beginForward(target: Target): void {
  const begun = ofPerson(target.customerId, target.meId)
  const kept = begun && begun.answers === null ? begun : fresh()
  set({ ...kept, ...target, isWhole: target.entryId === null, answers: null, leftOut: [] })
}

export function beginAnswer({ id, customerId, issueId, content }: Entry, meId: string): void {
  if (content.type !== 'email' || issueId === null) return
  const begun = ofPerson(customerId, meId)
  if (begun?.answers === id) return set({ ...begun })
  const to = content.from ? [content.from.address] : []
  set({
    ...fresh(),
    meId,
    customerId,
    issueId,
    entryId: null,
    isWhole: false,
    answers: id,
    to,
    subject: content.subject,
  })
}

/** It was recalled before it left: as it was written, or as it stands on the thread. */
export function forwardAgain({ customerId, issueId, echoId, content }: Forwarded, meId: string): boolean {
  if (content.type !== 'email' || !content.forward || issueId === null) return false
  const { entryIds, answers = null } = content.forward
  const [only = null] = entryIds.length === 1 ? entryIds : []
  const asSent = {
    ...fresh(),
    meId,
    customerId,
    issueId,
    entryId: only,
    isWhole: only === null && answers === null,
    answers,
    to: content.to.map(({ address }) => address),
    subject: content.subject,
    text: content.replyText,
  }
  set({ ...(sentByEcho.get(echoId ?? '') ?? asSent), echoId: crypto.randomUUID() })
  return true
}

type Forwarded = Pick<Entry, 'customerId' | 'issueId' | 'echoId' | 'content'>

export function changeForward(
  { customerId, meId }: Forwarding,
  patch: Partial<Forwarding> | ((begun: Forwarding) => Partial<Forwarding>),
): void {
  const begun = ofPerson(customerId, meId)
  if (begun) set({ ...begun, ...(typeof patch === 'function' ? patch(begun) : patch) })
}

export function endForward(forwarding: Forwarding, { isSent }: { isSent: boolean }): void {
  if (isSent) sentByEcho.set(forwarding.echoId, forwarding)
  byCustomer.delete(forwarding.customerId)
  keep()
}

const fresh = () => ({
  to: [],
  subject: null,
  text: '',
  leftOut: [],
  attachments: [],
  echoId: crypto.randomUUID(),
})

function set(forwarding: Forwarding): void {
  byCustomer.set(forwarding.customerId, forwarding)
  keep()
}

function keep(): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify([...byCustomer.values()]))
  } catch {
    // Storage is full or switched off: it still lives as long as the page.
  }
  listeners.tell()
}

function read(): Map<string, Forwarding> {
  try {
    const list: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]')
    if (!Array.isArray(list)) return new Map()
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `keep`, in this tab
    return new Map((list as Forwarding[]).map((one) => [one.customerId, one]))
  } catch {
    return new Map()
  }
}
