import { identitiesBehind, memberIdsOf, normaliseIdentity } from '../../customers/customers.ts'
import { issueById } from '../../issues/issues.ts'
import type { InboundMessageEvent } from '../contract.ts'
import { identitiesSentTo } from '../outbound/queries.ts'
import { markOf } from '../reply-token.ts'
import type { InboundDeps } from './deps.ts'

/**
 * The claimed address that this message answers for, if it answers something that we sent to that address alone: by
 * our signed reply address, or by quoting the name of our message. Null for nearly all messages, whose address is
 * known by itself.
 */
export async function answeredClaim(
  deps: InboundDeps,
  { from, replyToken, quotes }: InboundMessageEvent,
): Promise<string | null> {
  if (replyToken === null && quotes.length === 0) return null
  const { value } = normaliseIdentity(from.kind, from.value)
  const token = replyToken === null ? null : deps.replyTokens.read(replyToken)
  const issue = token && (await issueById(deps.db, token.issueId))
  const sentTo =
    issue && token
      ? (await identitiesBehind(deps.db, await memberIdsOf(deps.db, issue.customer_id))).filter(
          ({ id }) => markOf(id) === token.identityMark,
        )
      : await identitiesSentTo(deps.db, quotes)
  const claim = sentTo.find(
    (identity) => identity.assurance === 'claimed' && identity.kind === from.kind && identity.value === value,
  )
  return claim?.id ?? null
}
