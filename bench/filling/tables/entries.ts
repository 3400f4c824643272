import {
  customerId,
  customerOf,
  entriesFrom,
  entryId,
  entryKey,
  entryTime,
  identityId,
  issueId,
  issueOf,
  seqOf,
} from './expressions.ts'
import type { RowSource } from '../copy-rows.ts'
import type { Desk } from './issues.ts'

/** Words of another kind than the vocabulary's, each for one hard question to the search. */
export const markedWords = {
  /** In a third of what was written long ago, and never since. */
  longAgo: 'winterplan',
  /** In every fifth entry each, and never in the same. */
  apart: ['morninglark', 'eveningowl'],
} as const

const customer = customerOf('i')
const at = entryTime('i')
const direction = `(case when ${seqOf('i')} % 12 = 11 then 'internal' when ${seqOf('i')} % 2 = 1 then 'in' else 'out' end)`
const isMail = `(${customer} % 2 = 0)`
/** The same for all entries of an issue: the rarest word there is. */
const order = `'ord' || to_hex((k.k << 36) | ${issueOf('i')})`
const marked = `(case when i < k.entries / 3 and i % 3 = 0 then ' ${markedWords.longAgo}' else '' end ||
  case i % 5 when 1 then ' ${markedWords.apart[0]}' when 2 then ' ${markedWords.apart[1]}' else '' end)`

export function entriesSource(desk: Desk, total: number, portions: number): RowSource {
  const text = `f1.text || ' ' || f2.text || ' Order ' || ${order} || ${marked}`
  return {
    table: 'entries',
    portions,
    from: entriesFrom(total, { fragments: true }),
    columns: {
      customer_id: customerId(customer),
      seq: seqOf('i'),
      id: entryId('i'),
      kind: `(case when ${direction} = 'internal' then 'note' else 'message' end)::text`,
      direction: `${direction}::text`,
      channel_id: `(case when ${direction} = 'internal' then null when ${isMail} then '${desk.emailChannelId}'
        else '${desk.apiChannelId}' end)::uuid`,
      identity_id: `(case when ${direction} <> 'internal' then ${identityId(customer)} end)`,
      author_kind: `(case when ${direction} = 'in' then 'customer' else 'staff' end)::text`,
      author_id: `(case when ${direction} = 'in' then ${customerId(customer)}::text else '${desk.staffIds[0]}' end)::text`,
      author_name: `(case when ${direction} = 'in' then 'A customer' else 'Ada of the staff' end)::text`,
      issue_id: issueId(issueOf('i')),
      text: `(${text})::text`,
      content: `(case when ${direction} = 'internal' then '{"type": "note"}'::jsonb
        when ${isMail} then f1.mail else '{"type": "text"}'::jsonb end)`,
      occurred_at: at,
      recorded_at: at,
      provider_id: `(case when ${direction} = 'in' then 'message-' || ${entryKey} end)::text`,
      threading: `'{"reason": "reference", "sentence": "It answers, or is answered by, a message of this issue."}'::jsonb`,
      attachment_count: `(case when i % 40 = 0 then 1 else 0 end)::int4`,
    },
  }
}

/** One row per outbound entry. */
export function deliveriesSource(desk: Desk, total: number, portions: number): RowSource {
  return {
    table: 'deliveries',
    portions,
    from: entriesFrom(total, { where: `${direction} = 'out'` }),
    columns: {
      entry_id: entryId('i'),
      customer_id: customerId(customer),
      channel_id: `(case when ${isMail} then '${desk.emailChannelId}' else '${desk.apiChannelId}' end)::uuid`,
      identity_id: identityId(customer),
      state: `'sent'::text`,
      attempts: '1::int4',
      provider_id: `('sent-' || ${entryKey} || '@bench.example')::text`,
      automatic: 'false',
      created_at: at,
      updated_at: at,
    },
  }
}

export function attachmentsSource(total: number, portions: number): RowSource {
  return {
    table: 'attachments',
    portions,
    from: entriesFrom(total, { where: 'i % 40 = 0' }),
    columns: {
      id: 'gen_random_uuid()',
      entry_id: entryId('i'),
      customer_id: customerId(customer),
      position: '0::int4',
      name: `'photo.jpg'::text`,
      media_type: `'image/jpeg'::text`,
      size_bytes: '48211::int8',
      sha256: `repeat('ab', 32)::text`,
      storage_key: `'none'::text`,
      inline: 'false',
      created_at: at,
    },
  }
}

/** About as many as the product puts into one (`record/timeline/search`). */
const segmentSize = 65_536
const segmentsOf = (total: number): number => Math.max(1, Math.ceil(total / segmentSize))

/** Everything was written at an even pace, so that segments of one size are stretches of time of one length. */
export const segmentsSql = (total: number): string => `
  delete from search_segments;
  insert into search_segments (number, from_at, entries)
  select n, case when n = 0 then '-infinity' else began + lasts * n / ${segmentsOf(total)} end, ${segmentSize}
  from bench.span, generate_series(0, ${segmentsOf(total) - 1}) as n`

export function termsSource(total: number, portions: number): RowSource {
  const segment = `least(${segmentsOf(total) - 1}, floor(date_part('epoch', ${at} - s.began) * 1000 / s.lasts_ms * ${segmentsOf(total)}))::int`
  return {
    table: 'entry_terms',
    portions,
    from: entriesFrom(total, { fragments: true }),
    columns: {
      entry_id: entryId('i'),
      customer_id: customerId(customer),
      recorded_at: at,
      segment,
      // As the product has it but for the positions, at a third of the cost: nothing here needs splitting.
      terms: `array_to_tsvector(array(select ${segment} || '.' || term from unnest(tsvector_to_array(
        f1.words || f2.words || ('order ' || ${order} || ${marked})::tsvector)) as term))`,
    },
  }
}

/** The newest part of the feed: what is older was pruned. */
export const eventsSql = (count: number): string => `
  insert into events (id, type, at, customer_id, issue_id, entry_id)
  select gen_random_uuid(), 'entry.appended', recorded_at, customer_id, issue_id, id
  from (select recorded_at, customer_id, issue_id, id from entries
    where recorded_at > (select began + lasts * (1 - least(1, ${count}::float8 / (select sum(entries) from bench.classes)))
      from bench.span)) as newest
  order by recorded_at`
