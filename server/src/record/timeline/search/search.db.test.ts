import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { noteCommonWords } from './common-words.ts'
import { searchTerms, type SearchCursor } from './search.ts'

const count = 4000
const words: Record<string, (n: number) => boolean> = {
  everywhere: () => true,
  third: (n) => n % 3 === 0,
  odd: (n) => n % 2 === 1,
  even: (n) => n % 2 === 0,
  // More than are fetched at once, and none of them among the newest.
  bygone: (n) => n < 1500,
  twice: (n) => n === 7 || n === 2500,
  newest: (n) => n === count - 1,
}
const idOf = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  const texts = Array.from({ length: count }, (_, n) => Object.keys(words).filter((word) => words[word]!(n)))
  await sql`insert into search_segments (number, from_at) values
    (1, timestamptz '2026-01-01' + interval '150 seconds'), (2, timestamptz '2026-01-01' + interval '300 seconds')`.execute(
    database.db,
  )
  // Ten entries share each moment: their order has to hold all the same.
  await sql`
    insert into entry_terms (entry_id, customer_id, recorded_at, segment, terms)
    select id, id, timestamptz '2026-01-01' + (n / 10) * interval '1 second', n / 1500,
      to_tsvector('simple', (select string_agg((n / 1500) || '.' || word, ' ') from unnest(string_to_array(text, ' ')) word))
    from unnest(${texts.map((_, n) => idOf(n))}::uuid[], ${texts.map((text) => text.join(' '))}::text[])
      with ordinality as given (id, text, place), lateral (select (place - 1)::int as n) as numbered`.execute(
    database.db,
  )
})
afterAll(() => database.drop())

async function allPages(query: string): Promise<string[]> {
  const found: string[] = []
  let cursor: SearchCursor | null = null
  for (;;) {
    const page = await searchTerms(database.db, { query, limit: 150, cursor })
    found.push(...page.map((hit) => hit.entry_id))
    const last = page.at(-1)
    if (page.length < 150 || !last) return found
    cursor = { recordedAt: last.recorded_at, entryId: last.entry_id }
  }
}

describe.each([false, true])('with its common words noted: %s', (isNoted) => {
  beforeAll(async () => {
    while (isNoted && (await noteCommonWords(database.db)));
  })

  test.each([
    ['a word of every entry', 'everywhere', () => true],
    ['a frequent word', 'third', words['third']!],
    ['a word of the newest entry', 'newest', words['newest']!],
    ['a rare word', 'twice', words['twice']!],
    ['a word that was frequent long ago', 'bygone', words['bygone']!],
    ['two words', 'third bygone', (n: number) => words['third']!(n) && words['bygone']!(n)],
    ['two frequent words that never meet', 'odd even', () => false],
    ['a word that nobody wrote', 'unwritten', () => false],
    ['a word less another', 'everywhere -odd', words['even']!],
    ['nothing but signs', '!?', () => false],
  ])('%s: each entry that holds it, once, newest first, page by page', async (_what, query, holds) => {
    const expected = Array.from({ length: count }, (_, n) => n)
      .filter(holds)
      .map(idOf)
      .toReversed()
    expect(await allPages(query)).toEqual(expected)
  })
})

test('what is noted counts for as long as the segment has as many entries', async () => {
  // On one page: on further ones the newest before them are looked through first.
  const find = async (query: string): Promise<string[]> =>
    (await searchTerms(database.db, { query, limit: count, cursor: null })).map((hit) => hit.entry_id)
  const third = Array.from({ length: count }, (_, n) => idOf(n)).filter((_, n) => n % 3 === 0)
  const before = await find('everywhere third')
  expect(before.toSorted()).toEqual(third)
  const { rows } = await sql<{ segment: number }>`
    select segment from search_common_words where word = 'third' order by segment`.execute(database.db)
  expect(rows.map(({ segment }) => segment)).toEqual([0, 1])
  // Wrong on purpose: what is passed over by it shows.
  await sql`update search_common_words set held = repeat('0', length(held))::varbit where segment = 0`.execute(
    database.db,
  )
  expect(await find('everywhere third')).toEqual(before.filter((id) => id >= idOf(1500)))
  expect(await find('third')).toEqual(before)
  await sql`update search_segments set entries = entries + 1 where number = 0`.execute(database.db)
  expect(await find('everywhere third')).toEqual(before)
  expect(await noteCommonWords(database.db)).toBe(true)
  expect(await noteCommonWords(database.db)).toBe(false)
  expect(await find('everywhere third')).toEqual(before)
})

test('nothing is noted of the newest segment, nor while older entries are indexed', async () => {
  const { rows } = await sql`select from search_common_words where segment = 2`.execute(database.db)
  expect(rows).toEqual([])
  await sql`update search_segments set entries = entries + 1 where number = 1`.execute(database.db)
  await sql`insert into search_backlog (up_to_id, done_from) values (${idOf(0)}, now())`.execute(database.db)
  expect(await noteCommonWords(database.db)).toBe(false)
  await sql`delete from search_backlog`.execute(database.db)
  expect(await noteCommonWords(database.db)).toBe(true)
})
