import type { Content } from '@throughline/protocol/timeline/content.ts'
import { textsOfIssue } from '../../record/timeline/timeline.ts'
import { holderOfReference } from '../../work/issues/issues.ts'
import type { InboundMessageEvent } from '../contract.ts'
import type { InboundDeps } from './deps.ts'

/** Messages before this one that it may quote; what is older is rarely quoted alone. */
const maxEarlier = 20

/**
 * The content of a message, folded by what stands on the thread already. It looks only at the issue of a message that is
 * named or of the reply address that was written to, and only for messages that may quote.
 */
export async function contentOf(
  deps: Pick<InboundDeps, 'db' | 'replyTokens'>,
  event: InboundMessageEvent,
): Promise<Content> {
  if (!event.contentKnowing) return event.content
  const named = event.quotes.length === 0 ? undefined : await holderOfReference(deps.db, event.quotes)
  const byToken = event.replyToken === null ? null : deps.replyTokens.read(event.replyToken)
  const issueId = named?.issue_id ?? byToken?.issueId
  return event.contentKnowing(issueId === undefined ? [] : await textsOfIssue(deps.db, issueId, maxEarlier))
}
