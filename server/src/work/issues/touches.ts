import type { ChangedBy } from '@throughline/protocol/issues/changes.ts'
import type { Tx } from '../../platform/db/db.ts'
import { executeLater, prepared, writeLater } from '../../platform/db/prepared.ts'
import { rowStatement } from '../../platform/db/row-insert.ts'
import { writtenBy } from './history/written-by.ts'
import type { Matter } from './matter/matter.ts'
import type { IssueRow } from './queries.ts'

/** A customer's message joined the issue. Most change nothing that the history keeps: their rows carry no author. */
export async function touchByCustomer(
  tx: Tx,
  touch: {
    id: string
    status: IssueRow['status']
    reopened: boolean
    channelId: string
    at: Date
    by: ChangedBy
    lastText: string
    matter: Matter
  },
): Promise<void> {
  const { id, status, reopened, channelId, at, lastText } = touch
  const matter = JSON.stringify(touch.matter)
  await writeLater(tx, issueTouch, [id, status, reopened ? 1 : 0, channelId, at, lastText, matter, writtenBy(touch)])
}

const issueTouch = rowStatement(
  'touch-issue-by-customer',
  {
    id: 'uuid',
    status: 'text',
    reopened: 'integer',
    channel_id: 'uuid',
    at: 'timestamptz',
    last_text: 'text',
    matter: 'jsonb',
    last_write: 'jsonb',
  },
  (given) => `
    update issues set status = given.status, reopen_count = reopen_count + given.reopened,
      current_channel_id = given.channel_id, last_contact_at = given.at,
      first_contact_at = coalesce(first_contact_at, given.at), last_activity_at = given.at, last_text = given.last_text,
      waiting_since = case
        when issues.status = 'waiting_on_us' then coalesce(issues.waiting_since, issues.last_contact_at, given.at)
        when issues.status in ('open', 'snoozed') then coalesce(issues.waiting_since, given.at)
        else given.at end,
      matter = given.matter, resolved_at = null, resolved_by = null, trashed_at = null, snoozed_until = null, version = version + 1,
      last_write = case when issues.status <> given.status then given.last_write end
    from ${given} where issues.id = given.id`,
)

/** Our message, or an automatic one of either side, joined the issue. */
export async function touchByUs(
  tx: Tx,
  touch: { id: string; status: IssueRow['status']; at: Date; by: ChangedBy; lastText: string | null },
): Promise<void> {
  await executeLater(
    tx,
    prepared(
      'touch-issue-by-us',
      `update issues set status = $2, last_activity_at = $3, last_text = coalesce($4, last_text),
         waiting_since = case when $2 <> 'waiting_on_customer' then waiting_since end,
         resolved_at = case when $2 = 'resolved' then resolved_at end,
         resolved_by = case when $2 = 'resolved' then resolved_by end,
         snoozed_until = case when $2 = 'snoozed' then snoozed_until end,
         trashed_at = case when $2 = 'resolved' then trashed_at end,
         version = version + 1, last_write = case when status <> $2 then $5::jsonb end
       where id = $1`,
      [touch.id, touch.status, touch.at, touch.lastText, writtenBy(touch)],
    ),
  )
}

/** A customer's burst on one channel: goes on when it was heard of after `since`, else a new one begins. */
export async function touchContact(
  tx: Tx,
  contact: {
    id: string
    homeId: string
    issueId: string
    channelId: string
    identityId: string
    at: Date
    since: Date
  },
): Promise<void> {
  const { id, homeId, issueId, channelId, identityId, at, since } = contact
  await writeLater(tx, contactTouch, [id, homeId, issueId, channelId, identityId, at, since])
}

const contactTouch = rowStatement(
  'touch-contact',
  {
    id: 'uuid',
    customer_id: 'uuid',
    issue_id: 'uuid',
    channel_id: 'uuid',
    identity_id: 'uuid',
    at: 'timestamptz',
    since: 'timestamptz',
  },
  (given) => `
    with given as materialized (select given.* from ${given}),
    running as (
      update contacts c set last_entry_at = given.at, entry_count = entry_count + 1 from given
      where c.customer_id = given.customer_id and c.channel_id = given.channel_id and c.issue_id = given.issue_id
        and c.ended_at is null and c.last_entry_at > given.since
      returning given.id)
    insert into contacts (id, customer_id, issue_id, channel_id, identity_id, started_at, last_entry_at)
    select id, customer_id, issue_id, channel_id, identity_id, at, at from given
    where not exists (select from running where running.id = given.id)`,
)
