import { customerId, customerOf, entryTime, identityId, numbered } from './expressions.ts'
import type { RowSource } from '../copy-rows.ts'

const givenNames = [
  'Ada',
  'Boris',
  'Clara',
  'Denis',
  'Edda',
  'Fynn',
  'Greta',
  'Hanno',
  'Iris',
  'Jonas',
  'Kaja',
  'Luca',
].concat(['Mona', 'Nils', 'Olga', 'Pia', 'Ravi', 'Sina', 'Timo', 'Ute', 'Vera', 'Wim', 'Yara', 'Zeno'])
const familyNames = [
  'Ahlers',
  'Brandt',
  'Cordes',
  'Drews',
  'Ebert',
  'Falk',
  'Gruber',
  'Heise',
  'Imhof',
  'Jahn',
  'Kruse',
].concat([
  'Lorenz',
  'Moser',
  'Nowak',
  'Otto',
  'Paulsen',
  'Reuter',
  'Seidel',
  'Thoma',
  'Urban',
  'Voss',
  'Winter',
  'Zahn',
])

const list = (names: readonly string[]): string => `(array[${names.map((name) => `'${name}'`).join(', ')}])`
const name = `${list(givenNames)}[1 + c % ${givenNames.length}] || ' ' ||
  ${list(familyNames)}[1 + bench.mix(c, 1) % ${familyNames.length}]`

/** One in fifty was found to be two people's records: the odd one joined the even one before it. */
const joined = '(c % 100 = 1)'
const joins = '(c % 100 = 0 and c + 1 < k.customers)'
const lastEntry = '(k.entries - k.customers + c)'

export function customersSource(portions: number): RowSource {
  return {
    table: 'customers',
    portions,
    from: numbered('customers', 'c'),
    columns: {
      id: customerId('c'),
      display_name: `(${name})::text`,
      canonical_id: `(case when ${joined} then ${customerId('c - 1')} end)`,
      joined_count: `(case when ${joins} then 1 else 0 end)::int4`,
      last_seq: 'k.volume',
      last_recorded_at: entryTime(lastEntry),
      attributes: `(case when c % 7 = 0 then jsonb_build_object('tier', 'gold', 'city', 'Graz') else '{}' end)::jsonb`,
      created_at: entryTime('c'),
      updated_at: entryTime(lastEntry),
    },
  }
}

export function identitiesSource(portions: number): RowSource {
  const all = numbered('customers', 'c')
  return {
    table: 'identities',
    portions,
    // Everybody has a mail address, three in ten a phone as well.
    from: (portion, of) =>
      `${all(portion, of)}, lateral (select 'email' as kind union all select 'phone' where c % 10 < 3) as a`,
    columns: {
      id: `(case when a.kind = 'email' then ${identityId('c')} else ${identityId('(1::bigint << 39) | c')} end)`,
      customer_id: customerId('c'),
      kind: 'a.kind::text',
      scope: `''::text`,
      value: `(case when a.kind = 'email' then 'person.' || k.k || '.' || c || '@mail.example'
        else '+4366' || (k.k + 1) || lpad(c::text, 8, '0') end)::text`,
      assurance: `'asserted'::text`,
      provenance: `'inbound'::text`,
      first_seen_at: entryTime('c'),
      last_seen_at: entryTime(lastEntry),
    },
  }
}

export const mergesSql = `
  insert into customer_merges (id, customer_id, other_customer_id, reason, merged_by, merged_at)
  select gen_random_uuid(), canonical_id, id, 'The same person.', '{"kind": "staff", "id": null, "name": "Ada"}', updated_at
  from customers where canonical_id is not null`

/** The customer of an entry drawn from all: those who write more are opened more often. */
export const someCustomersSql = `
  select ${customerId(customerOf('i'))} as id
  from bench.classes k, bench.span s,
    lateral (select floor(random() * k.entries)::bigint as i
      from generate_series(1, ceil($1 * k.entries::float8 / (select sum(entries) from bench.classes))::int)) as drawn
  order by random() limit $1`
