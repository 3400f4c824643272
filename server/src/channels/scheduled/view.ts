import type { ScheduledReply } from '@throughline/protocol/channels/scheduled.ts'
import type { Db } from '../../platform/db/db.ts'
import type { EntrySources } from '../../record/timeline/timeline.ts'
import type { ScheduledRow } from './queries.ts'

export async function viewScheduled(
  db: Db,
  sources: Pick<EntrySources, 'channels' | 'identities'>,
  rows: readonly ScheduledRow[],
  canonicalId: string,
): Promise<ScheduledReply[]> {
  const channels = await sources.channels(rows.map(({ message }) => message.channelId))
  const identities = await sources.identities(
    db,
    rows.map(({ message }) => message.identityId),
  )
  return rows.map((row) => {
    const { message, held_back: held } = row
    const channel = channels.get(message.channelId)
    return {
      id: row.id,
      customerId: canonicalId,
      issueId: row.issue_id,
      author: { id: row.staff_id, name: row.staff_name },
      text: message.text ?? message.content?.text ?? '',
      fileCount: message.attachmentIds?.length ?? 0,
      channel: channel ? { id: channel.id, kind: channel.kind, name: channel.name } : null,
      to: identities.get(message.identityId)?.value ?? null,
      sendAt: row.send_at.toISOString(),
      onlyIfUnanswered: row.only_if_unanswered,
      heldBack: held && { reason: held.reason, detail: held.sentence, words: held.words, at: held.at },
      createdAt: row.created_at.toISOString(),
    }
  })
}
