import {
  fromOf,
  identitiesBehind,
  identitiesOf,
  memberIdsOf,
  normaliseIdentity,
  type AnswerEvidence,
} from '../../people/customers/customers.ts'
import { issueById } from '../../work/issues/issues.ts'
import { entriesByIds, wasCopied } from '../../record/timeline/timeline.ts'
import type { InboundMessageEvent } from '../contract.ts'
import { messagesNamed } from '../outbound/queries.ts'
import { markOf } from '../reply-token.ts'
import type { InboundDeps } from './deps.ts'

/** What of ours a message answers, from the address that ours was sent to. */
export interface Answer {
  /** The address, as we wrote to it. */
  identityId: string
  isClaim: boolean
  /** The issue of the message that is answered. */
  issueId: string | null
  /** All that is known before the thread is locked. */
  evidence: Omit<AnswerEvidence, 'sharesRecord'>
}

interface Sent {
  identityId: string
  isClaim: boolean
  token: 'guessable' | 'secret'
  issueId(): Promise<string | null>
}

/**
 * By the name of our message, which it quotes, or by our signed reply address, which it was sent to. Null for what
 * answers nothing that its sender's address got: most messages name nothing of ours.
 */
export async function answerOf(deps: InboundDeps, event: InboundMessageEvent): Promise<Answer | null> {
  if (event.replyToken === null && event.quotes.length === 0) return null
  const named = await byName(deps, event)
  const sent = named.find(({ token }) => token === 'secret') ?? (await byReplyAddress(deps, event)) ?? named[0]
  if (!sent) return null
  const { identityId, isClaim, token } = sent
  const [issueId, isDisclosed] = await Promise.all([
    sent.issueId(),
    wasCopied(deps.db, { id: identityId, value: valueOf(event) }),
  ])
  return {
    identityId,
    isClaim,
    issueId,
    evidence: {
      kind: 'answer',
      token,
      isDisclosed,
      author: event.automatic ? 'machine' : 'person',
      from: fromOf(event.from.assurance),
    },
  }
}

/** The nearest of the quoted messages first. */
async function byName({ db, messageKeys }: InboundDeps, event: InboundMessageEvent): Promise<Sent[]> {
  const messages = await messagesNamed(db, event.quotes)
  if (messages.length === 0) return []
  const addresses = await identitiesOf(
    db,
    messages.map(({ identity_id }) => identity_id),
  )
  const rank = ({ provider_id }: { provider_id: string }): number => event.quotes.indexOf(provider_id)
  return messages
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap(({ entry_id, provider_id, identity_id }) => {
      const address = addresses.get(identity_id)
      if (!address || !isSender(event, address)) return []
      return {
        identityId: identity_id,
        isClaim: address.assurance === 'claimed',
        token: messageKeys.isIn(provider_id, entry_id) ? 'secret' : 'guessable',
        issueId: async () => (await entriesByIds(db, [entry_id]))[0]?.issue_id ?? null,
      }
    })
}

async function byReplyAddress({ db, replyTokens }: InboundDeps, event: InboundMessageEvent): Promise<Sent | null> {
  const token = event.replyToken === null ? null : replyTokens.read(event.replyToken)
  const issue = token?.kind === 'customer' && (await issueById(db, token.issueId))
  if (!issue) return null
  const addresses = await identitiesBehind(db, await memberIdsOf(db, issue.customer_id))
  const address = addresses.find((one) => markOf(one.id) === token.identityMark && isSender(event, one))
  if (!address) return null
  const isClaim = address.assurance === 'claimed'
  return { identityId: address.id, isClaim, token: 'secret', issueId: async () => issue.id }
}

function isSender(event: InboundMessageEvent, address: { kind: string; value: string }): boolean {
  return address.kind === event.from.kind && address.value === valueOf(event)
}

function valueOf({ from }: InboundMessageEvent): string {
  return normaliseIdentity(from.kind, from.value).value
}
