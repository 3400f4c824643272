import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { TagBrief } from '@throughline/protocol/tags/tags.ts'
import { customerBriefsOf, suspectsAmong } from '../../../people/customers/customers.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { staffNames } from '../../../people/staff/staff.ts'
import { newestPages, type ChannelBrief } from '../../../record/timeline/timeline.ts'
import { briefsOfTags } from '../../tags/tags.ts'
import type { IssueRow } from '../queries.ts'
import { followersOf } from '../following/queries.ts'
import { isInTrash, isSpam, waitingSince } from '../state.ts'

/** What an issue on the wire shows that edges own. */
export interface IssueSources {
  channels(ids: readonly string[]): Promise<ReadonlyMap<string, ChannelBrief>>
}

/** Rows → the wire, in a fixed number of queries. */
export async function viewIssues(db: Db | Tx, sources: IssueSources, rows: readonly IssueRow[]): Promise<Issue[]> {
  if (rows.length === 0) return []
  const [customers, suspects, owners, channels, tags, followers] = await Promise.all([
    customerBriefsOf(db, distinct(rows.map((row) => row.customer_id))),
    suspectsAmong(db, distinct(rows.map((row) => row.customer_id))),
    staffNames(db, distinct(rows.map((row) => row.owner_id))),
    sources.channels(distinct(rows.flatMap((row) => [row.first_channel_id, row.current_channel_id]))),
    briefsOfTags(db, distinct(rows.flatMap((row) => row.tag_ids))),
    followersOf(
      db,
      rows.map(({ id }) => id),
    ),
  ])
  // What tells nameless visitors from each other.
  const isVisitor = (row: IssueRow) => {
    const customer = customers.get(row.customer_id)
    return customer?.isVisitor === true && customer.name === null
  }
  const nameless = rows.filter(isVisitor)
  const pages = await newestPages(
    db,
    nameless.map(({ id }) => id),
  )
  const channelOf = (id: string | null) => (id && channels.get(id)) || null
  return rows.map((row) => {
    const customer = customers.get(row.customer_id)
    return {
      id: row.id,
      number: row.number,
      customerId: customer?.id ?? row.customer_id,
      customerName: customer?.name ?? null,
      ...(isVisitor(row) ? { isVisitor: true } : {}),
      ...(pages.has(row.id) ? { visitorPage: pages.get(row.id)! } : {}),
      ...(suspects.has(row.customer_id) ? { customerSuspect: true } : {}),
      ...(isSpam(row) ? { spam: true } : {}),
      ...(isInTrash(row) ? { trashed: { at: row.trashed_at!.toISOString(), by: row.trashed_by } } : {}),
      subject: row.subject,
      topic: row.topic,
      status: row.status,
      priority: row.priority,
      ownerId: row.owner_id,
      ownerName: (row.owner_id && owners.get(row.owner_id)) || null,
      teamId: row.team_id,
      tags: tagsOf(row, tags),
      followerIds: (followers.get(row.id) ?? []).map(({ staffId }) => staffId),
      customFields: row.custom_fields,
      firstChannel: channelOf(row.first_channel_id),
      currentChannel: channelOf(row.current_channel_id),
      openedAt: row.opened_at.toISOString(),
      firstContactAt: iso(row.first_contact_at),
      lastContactAt: iso(row.last_contact_at),
      lastActivityAt: row.last_activity_at.toISOString(),
      waitingSince: iso(waitingSince(row)),
      lastText: row.last_text,
      snoozedUntil: row.status === 'snoozed' ? iso(row.snoozed_until) : null,
      resolvedAt: iso(row.resolved_at),
      resolvedBy: row.resolved_by,
      reopenCount: row.reopen_count,
      mergedIntoId: row.merged_into_id,
      likelyIssueId: row.likely_issue_id,
      likelyReason: row.likely_reason,
      likelyWords: row.likely_words ?? [],
      version: row.version,
    }
  })
}

/** Each once, by name, as they come. */
function tagsOf({ tag_ids: ids }: IssueRow, briefs: ReadonlyMap<string, TagBrief>): TagBrief[] {
  if (ids.length === 0) return []
  const own = new Set(ids)
  return [...new Map([...briefs].flatMap(([id, brief]) => (own.has(id) ? [[brief.id, brief]] : []))).values()]
}

function iso(time: Date | null): string | null {
  return time && time.toISOString()
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== null)
}
