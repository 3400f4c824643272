import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { searchTerms } from './search.ts'
import { snippetOf } from './snippet.ts'
import { termsOf } from './terms.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

async function isFound(texts: readonly string[], query: string): Promise<boolean> {
  const terms = Array.from(termsOf(texts), ([term, positions]) => `'0.${term}':${positions.join(',')}`).join(' ')
  await database.db.deleteFrom('entry_terms').execute()
  await database.db
    .insertInto('entry_terms')
    .values({
      entry_id: '00000000-0000-7000-8000-000000000001',
      customer_id: '00000000-0000-7000-8000-000000000002',
      recorded_at: new Date(),
      segment: 0,
      terms,
    })
    .execute()
  return (await searchTerms(database.db, { query, limit: 10, cursor: null })).length === 1
}

const found: [text: string, queries: string[]][] = [
  [
    'Die Kaffeemaschine aus der Bestellung ORD-88231 tropft.',
    ['88231', 'ORD 88231', 'ORD-88231', 'ord88231', 'Kaffee', '882'],
  ],
  [
    'Invoice INV/2026/000417 and order ord 5512-A.',
    ['INV/2026/000417', '000417', '5512-A', 'ord 5512', 'inv2026000417'],
  ],
  ['Please send an e-mail about wi-fi.', ['email', 'e-mail', 'wifi', 'WIFI']],
  [
    'Die Straße ist gesperrt, sagt Herr Müller aus Nürnberg.',
    ['Strasse', 'Muller', 'Mueller', 'MÜLLER', 'Nuern', 'nurnberg'],
  ],
  ['Herr Mueller, Strasse 5', ['Müller', 'Straße', 'straße 5']],
  [
    'I left my Cafe\u0301 voucher at naïve Øresund, Łódź.',
    ['Café', 'Cafe', 'cafe\u0301', 'naive', 'Oresund', 'Øresund', 'lodz'],
  ],
  ['https://track.example.test/p/ZX81-4477?x=1', ['ZX81-4477', 'zx81', 'track.example.test', '4477', 'example.test']],
  [
    'My wife: maria.gonzales@example-family.test',
    ['gonzales', 'example-family.test', 'maria.gonzales@example-family.test', 'maria', '@example-family.test'],
  ],
  [
    'Call +49 170 5554433 or (030) 123 456-78.',
    [
      '0170 5554433',
      '01705554433',
      '+491705554433',
      '+49 (0)170 555 44 33',
      '5554433',
      '0049 170 5554433',
      '03012345678',
      '030 12345678',
      '45678',
    ],
  ],
  ['My number is 0170/5554433', ['+49 170 5554433', '0170 5554433', '170 5554433']],
  ['IBAN DE89 3704 0044 0532 0130 00', ['DE89370400440532013000', '3704 0044', 'DE89 3704 0044 0532 0130 00']],
  ['東京に行きますので配達を変更してください。', ['東京', '配達', '変更', '東', '行きます']],
  ['ﾃﾚﾋﾞとパソコン', ['テレビ', 'パソコン', 'ﾊﾟｿｺﾝ']],
  ['ฉันต้องการคืนสินค้า', ['คืน', 'สินค้า', 'ต้องการ']],
  ['订单号12345还没有发货', ['订单', '发货', '12345', '没有发货']],
  ['배송을 변경하고 싶어요', ['배송', '변경']],
  ['Где мой заказ? Ещё не приехал.', ['заказ', 'ЗАКАЗ', 'еще', 'Ещё']],
  ['أُريدُ إرجاع الطلبيّة رقم ٨٨٢٣١', ['اريد', 'ارجاع', '88231', 'الطلبية']],
  ['שָׁלוֹם, הזמנה שלי', ['שלום', 'הזמנה']],
  ["L'adresse n'est pas bonne, don't send.", ['adresse', "l'adresse", "don't", 'dont']],
  ['The price is 1.299,00 EUR', ['1299', '1.299,00']],
  ['checksum d41d8cd98f00b204e9800998ecf8427e', ['d41d8cd98f00b204e9800998ecf8427e', 'd41d8cd9']],
  ['green tea and black coffee', ['"black coffee"', 'tea "black coffee"', 'coffee -milk', 'tea -"green coffee"']],
]

describe.each(found)('%s', (text, queries) => {
  test.each(queries)('is found by %s', async (query) => {
    expect(await isFound([text], query)).toBe(true)
  })
  test.each(queries.filter((query) => !/[-"]/.test(query)))('%s is marked in its snippet', (query) => {
    const { snippet, highlights } = snippetOf(text, query)
    expect(highlights.length).toBeGreaterThan(0)
    for (const { start, end } of highlights) expect(snippet.slice(start, end).trim()).not.toBe('')
  })
})

test('a snippet begins with a whole word', () => {
  expect(snippetOf(`${'A rather long text. '.repeat(9)}The kettle.`, 'kettle')).toMatchObject({
    snippet: expect.stringMatching(/^…(?:rather|long|text\.|A) .*The kettle\.$/),
  })
  expect(snippetOf('東'.repeat(200) + '京都', '京都').snippet).toContain('京都')
})

test.each([
  ['green tea and black coffee', '"tea black"'],
  ['green tea and black coffee', 'coffee -tea'],
  ['green tea and black coffee', 'coffee -"green tea"'],
  ['Kaffeemaschine', 'maschine'],
  ['the order 88231', '88232'],
  ['a word', 'or'],
  ['東京都', '京東'],
  ['+49 170 5554433', '0171 5554433'],
  ['anything', '!?'],
  ['anything', ''],
  ['anything', '-other'],
])('%s is not found by %s', async (text, query) => {
  expect(await isFound([text], query)).toBe(false)
})

test('a quotation does not reach from the subject into the text, nor from one file to the next', async () => {
  expect(await isFound(['late parcel', 'nothing came', 'scan.pdf'], '"parcel nothing"')).toBe(false)
  expect(await isFound(['late parcel', 'nothing came', 'scan.pdf'], 'parcel nothing scan.pdf')).toBe(true)
})

test.each([
  ["O'Neil & sons | (tea) <-> !coffee :* \\ ' \0", "'; drop table entries; --"],
  ['\ud800 broken \udfff', '\ud800 broken'],
  ['ﷺ'.repeat(20_000), 'ﷺ'],
  ['1 '.repeat(60_000), '1 1 1'],
  ['a'.repeat(90_000), 'a'.repeat(500)],
  ['x1y2z3'.repeat(15_000), 'x1y2z3'],
  ['東'.repeat(100_000), '東'.repeat(500)],
  [Array.from({ length: 20_000 }, (_, n) => n.toString(36)).join(' '), '"'.repeat(500)],
  ['- - - "" "-" -"" "', '- - - "" "-" -"" "'],
])('hostile text and query %#: answers, and never with an error', async (text, query) => {
  expect([true, false]).toContain(await isFound([text], query))
})
