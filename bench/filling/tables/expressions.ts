import { entriesPerIssue, type ThreadClass } from '../plan.ts'

/**
 * Rows are computed, not drawn: entry i of a class belongs to its customer i mod customers, as that one's entry
 * number i div customers + 1. So threads are gapless, customers take turns as in life, and everything about a row
 * follows from its number. `k` is the class, `i` the entry, `c` the customer, `q` the issue within the class.
 */
export const setUpSql = (classes: readonly ThreadClass[], fragments: number): string => `
  create schema bench;
  -- UUIDv7: milliseconds, a tag of 12 bits, and the number.
  create function bench.id(ms bigint, tag int, n bigint) returns uuid language sql immutable parallel safe
  return ('0' || to_hex((ms << 16) | 28672 | tag) || to_hex((-9223372036854775807 - 1) | n))::uuid;
  create table bench.classes (
    k bigint primary key, customers bigint not null, volume bigint not null, entries bigint not null,
    issues bigint not null);
  insert into bench.classes values
    ${classes.map((each) => `(${each.index}, ${each.customers}, ${each.volume}, ${each.entries}, ${each.issues})`).join(', ')};
  -- In mail: what a mail adds to such a text; in matter: what an issue that begins so is about.
  create table bench.fragments (f int primary key, text text not null, words tsvector not null, mail jsonb not null,
    matter jsonb not null);
  -- All that was ever written was written between these two.
  create table bench.span as
    select began, lasts, date_part('epoch', began) * 1000 as began_ms, date_part('epoch', lasts) * 1000 as lasts_ms
    from (select now() - interval '730 days' as began, interval '729 days 23 hours' as lasts) as span;
  -- A number below ${fragments} that looks like chance.
  create function bench.mix(n bigint, shift int) returns int language sql immutable parallel safe
  return (hashint8extended(n, shift) & ${fragments - 1})::int;
`

const idOf = (ms: string, tag: number, n: string): string => `bench.id(${ms}, ${tag}, (k.k << 40) | (${n}))`
/** Customers, addresses and issues are numbered; their ids rise with their numbers. */
const epochMs = '1600000000000'

export const customerId = (c: string): string => idOf(epochMs, 1, c)
export const identityId = (c: string): string => idOf(epochMs, 2, c)
export const issueId = (q: string): string => idOf(epochMs, 3, q)
export const entryId = (i: string): string =>
  idOf(`(s.began_ms + ((${i}) + 0.5) / k.entries * s.lasts_ms)::bigint`, 4, i)

/** When entry `i` of the class was recorded. */
export const entryTime = (i: string): string => `(s.began + ((${i}) + 0.5) / k.entries * s.lasts)`

/** Of entry `i`. */
export const customerOf = (i: string): string => `((${i}) % k.customers)`
export const seqOf = (i: string): string => `((${i}) / k.customers + 1)`
export const issueOf = (i: string): string =>
  `(((${i}) / k.customers) / ${entriesPerIssue} * k.customers + (${i}) % k.customers)`

/** Of issue `q`: its first and last entry. */
export const firstEntryOf = (q: string): string =>
  `((${q}) / k.customers * ${entriesPerIssue} * k.customers + (${q}) % k.customers)`
export const lastEntryOf = (q: string): string =>
  `((least((${q}) / k.customers * ${entriesPerIssue} + ${entriesPerIssue}, k.volume) - 1) * k.customers + (${q}) % k.customers)`

// An entry of each class falls into every slot of time, and a slot fills a page or two of the table.
const entriesPerSlot = 200

/**
 * The entries of one portion, in the order of time over all classes. With `fragments`, each has its two.
 */
export const entriesFrom =
  (total: number, options: { fragments?: boolean; where?: string } = {}) =>
  (portion: number, portions: number): string => {
    const slots = Math.max(portions, Math.ceil(total / entriesPerSlot))
    const from = Math.floor((slots * portion) / portions)
    const to = Math.floor((slots * (portion + 1)) / portions)
    const conditions = [
      ...(options.fragments ? [`f1.f = bench.mix(${entryKey}, 7)`, `f2.f = bench.mix(${entryKey}, 8)`] : []),
      ...(options.where === undefined ? [] : [options.where]),
    ]
    return `bench.span s, generate_series(${from}::bigint, ${to - 1}::bigint) as slot, bench.classes k,
      lateral generate_series(k.entries * slot / ${slots}, k.entries * (slot + 1) / ${slots} - 1) as i
      ${options.fragments ? ', bench.fragments f1, bench.fragments f2' : ''}
      ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}`
  }

/** Over all classes. */
export const entryKey = '((k.k << 40) | i)'

/** Every customer (or issue) of every class, in portions. */
export const numbered =
  (what: 'customers' | 'issues', name: string) =>
  (portion: number, portions: number): string =>
    `bench.span s, bench.classes k,
   lateral generate_series(k.${what} * ${portion} / ${portions}, k.${what} * ${portion + 1} / ${portions} - 1) as ${name}`
