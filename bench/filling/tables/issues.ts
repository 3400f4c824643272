import { customerId, entryTime, firstEntryOf, issueId, lastEntryOf, numbered } from './expressions.ts'
import type { RowSource } from '../copy-rows.ts'

export interface Desk {
  emailChannelId: string
  apiChannelId: string
  /** The first one is who asks for `mine`, the last one has resolved issues only. */
  staffIds: readonly string[]
  teamIds: readonly string[]
}

const uuids = (ids: readonly string[]): string => `(array[${ids.map((id) => `'${id}'::uuid`).join(', ')}])`

/** Issues that are still worked on are the newest ones; a few were forgotten long ago. */
export function issuesSource(desk: Desk, total: number, portions: number): RowSource {
  const livelyShare = Math.max(0.02, Math.min(1, 600 / total))
  const isLively = `(q + 0.5) / k.issues > ${1 - livelyShare}`
  const status = `(case
    when ${isLively} then case when d.draw < 1100 then 'open' when d.draw < 1900 then 'waiting_on_us'
      when d.draw < 2600 then 'waiting_on_customer' when d.draw < 3000 then 'snoozed' else 'resolved' end
    else case when d.draw < 16 then 'open' when d.draw < 32 then 'waiting_on_us' when d.draw < 44 then 'waiting_on_customer'
      when d.draw < 80 then 'snoozed' else 'resolved' end
    end)`
  const { staffIds, teamIds } = desk
  const channel = `(case when q % k.customers % 2 = 0 then '${desk.emailChannelId}' else '${desk.apiChannelId}' end)::uuid`
  return {
    table: 'issues',
    portions,
    // Two numbers are drawn for each, once: who has it, and where it stands.
    from: (portion, of) => `${numbered('issues', 'q')(portion, of)},
      lateral (select bench.mix((k.k << 40) | q, 3) as draw, bench.mix((k.k << 40) | q, 4) as owned offset 0) as d,
      bench.fragments f where f.f = bench.mix((k.k << 40) | q, 5)`,
    columns: {
      id: issueId('q'),
      customer_id: customerId('q % k.customers'),
      number: `nextval('issue_numbers')`,
      subject: `('About ' || left(f.text, 60))::text`,
      status: `${status}::text`,
      priority: `(case when d.draw % 16 = 0 then 'high' else 'normal' end)::text`,
      // The first of the staff has a quarter of what is owned, a third is nobody's; the last one left long ago.
      owner_id: `(case when d.owned < 1365 then null when d.owned < 2048 then ${uuids(staffIds)}[1]
        when d.owned % 8 = 0 and ${status} = 'resolved' then ${uuids(staffIds)}[${staffIds.length}]
        else ${uuids(staffIds)}[1 + d.owned % ${staffIds.length - 1}] end)`,
      team_id: `(case when d.owned % 10 < 4 then null else ${uuids(teamIds)}[1 + d.owned % ${teamIds.length}] end)`,
      first_channel_id: channel,
      current_channel_id: channel,
      opened_at: entryTime(firstEntryOf('q')),
      first_contact_at: entryTime(firstEntryOf('q')),
      last_contact_at: entryTime(lastEntryOf('q')),
      last_activity_at: entryTime(lastEntryOf('q')),
      last_text: 'left(f.text, 90)::text',
      snoozed_until: `(case when ${status} = 'snoozed' then now() + interval '90 days' end)`,
      resolved_at: `(case when ${status} = 'resolved' then ${entryTime(lastEntryOf('q'))} end)`,
      matter: 'f.matter',
    },
  }
}
