import type { AddressConsents, ConsentPurpose } from '@throughline/protocol/consents/consent.ts'

/** One thing that was said about an address, as far as it decides what may leave. */
export interface Said {
  scope: string
  /** null: every way to the address. */
  medium: string | null
  purpose: ConsentPurpose
  isGiven: boolean
  occurredAt: Date
  /** The order of arrival. */
  seq: number
  /** The message that tells the customer that it was heard. */
  confirmationId: string | null
}

/** The way by which something is to leave. */
export interface Way {
  /** An address counts where it means the same: everywhere (''), on a channel, at an account of a provider. */
  scopes: readonly string[]
  medium: string
  purpose: ConsentPurpose
}

export interface Refusal {
  why: 'withdrawn' | 'proactive_withdrawn' | 'proactive_unsaid'
  /** The only message that may leave all the same. */
  confirmationId: string | null
}

/**
 * Whether something may leave; null when it may. Answers may until `service` is withdrawn, on the way on which it was. What
 * nobody asked for may only after somebody agreed, and not while `service` is withdrawn on any way. Pure.
 */
export function whyNot(said: readonly Said[], { scopes, medium, purpose }: Way): Refusal | null {
  const known = said.filter(({ scope }) => scopes.includes(scope))
  const here = lastService(known, medium)
  if (here && !here.isGiven) return { why: 'withdrawn', confirmationId: here.confirmationId }
  if (purpose === 'service') return null
  if (isWithdrawnAnywhere(known)) return { why: 'proactive_withdrawn', confirmationId: null }
  const agreed = last(known.filter((one) => one.purpose === 'proactive'))
  if (agreed === null) return { why: 'proactive_unsaid', confirmationId: null }
  return agreed.isGiven ? null : { why: 'proactive_withdrawn', confirmationId: agreed.confirmationId }
}

/** What people see of an address. Pure. */
export function standingOf(said: readonly Said[]): Pick<AddressConsents, 'service' | 'proactive'> {
  const media = mediaOf(said)
  const withdrawn = media.filter((medium) => lastService(said, medium)?.isGiven === false)
  const agreed = last(said.filter(({ purpose }) => purpose === 'proactive'))
  const isSaid = said.some(({ purpose }) => purpose === 'service')
  const service = withdrawn.length === 0 ? (isSaid ? 'given' : 'unsaid') : wholeOrPart(media, withdrawn)
  if (withdrawn.length > 0) return { service, proactive: 'withdrawn' }
  return { service, proactive: agreed === null ? 'unsaid' : agreed.isGiven ? 'given' : 'withdrawn' }
}

/** What decides today: the last word on each way, and of what nobody asked for. What was said of every way later counts. Pure. */
export function counting(said: readonly Said[]): Said[] {
  const words = mediaOf(said).map((medium) => lastService(said, medium))
  const agreed = last(said.filter(({ purpose }) => purpose === 'proactive'))
  return [...new Set([...words, agreed])].filter((one) => one !== null)
}

function wholeOrPart(media: readonly Medium[], withdrawn: readonly Medium[]): 'withdrawn' | 'partly_withdrawn' {
  // Of ways that nobody has named nothing is withdrawn unless all of them were.
  return withdrawn.includes(null) && withdrawn.length === media.length ? 'withdrawn' : 'partly_withdrawn'
}

type Medium = string | null

/** Every way that was named, and all the others together. */
const mediaOf = (said: readonly Said[]): Medium[] => [
  ...new Set([null, ...said.filter(({ purpose }) => purpose === 'service').map(({ medium }) => medium)]),
]

const isWithdrawnAnywhere = (said: readonly Said[]): boolean =>
  mediaOf(said).some((medium) => lastService(said, medium)?.isGiven === false)

/** What was said last of answers on one way: of it alone, or of every way. */
function lastService(said: readonly Said[], medium: Medium): Said | null {
  return last(said.filter((one) => one.purpose === 'service' && (one.medium === null || one.medium === medium)))
}

/** By the time when it was said, then by arrival. */
function last(said: readonly Said[]): Said | null {
  return said.reduce<Said | null>((newest, one) => (newest === null || isLater(one, newest) ? one : newest), null)
}

export function isLater(a: Pick<Said, 'occurredAt' | 'seq'>, b: Pick<Said, 'occurredAt' | 'seq'>): boolean {
  const ms = a.occurredAt.getTime() - b.occurredAt.getTime()
  return ms > 0 || (ms === 0 && a.seq > b.seq)
}
