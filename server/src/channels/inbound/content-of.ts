import type { Content } from '@throughline/protocol/timeline/content.ts'
import type { Tx } from '../../platform/db/db.ts'
import { queryPrepared } from '../../platform/db/prepared.ts'
import { textsOfIssueSql } from '../../record/timeline/timeline.ts'
import { holderOfReferenceSql } from '../../work/issues/issues.ts'
import type { InboundMessageEvent } from '../contract.ts'
import type { InboundDeps } from './deps.ts'

/** Messages before this one that it may quote; what is older is rarely quoted alone. */
const maxEarlier = 20

const earlierTextsSql = textsOfIssueSql(
  `coalesce((select issue_id from (${holderOfReferenceSql('$1')}) as named), $2::uuid)`,
  '$3',
)

/**
 * The texts that a message may quote: of the issue of a message that it names or of the reply address that it was sent to.
 * One statement, and none for messages that quote nothing.
 */
export async function earlierTexts(
  tx: Tx,
  { replyTokens }: Pick<InboundDeps, 'replyTokens'>,
  event: InboundMessageEvent,
): Promise<string[]> {
  if (!event.contentKnowing) return []
  const { quotes, replyToken } = event
  const issueId = replyToken === null ? null : (replyTokens.read(replyToken)?.issueId ?? null)
  if (quotes.length === 0 && issueId === null) return []
  const rows = await queryPrepared<{ text: string }>(tx, 'earlier-texts', earlierTextsSql, [
    quotes,
    issueId,
    maxEarlier,
  ])
  return rows.map(({ text }) => text)
}

/** The content of a message, folded by what stands on the thread already. */
export const contentOf = (event: InboundMessageEvent, earlier: readonly string[]): Content =>
  event.contentKnowing?.(earlier) ?? event.content
