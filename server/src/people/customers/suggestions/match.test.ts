import { expect, test } from 'vitest'
import { matchPeople, type Person, type World } from './match.ts'
import { scoreOf } from './weights.ts'

const world: World = { population: 100_000, sharers: () => 1 }

interface Known {
  mail?: string
  phone?: string
  account?: string
  claims?: string
  attributes?: Record<string, string>
}

const read = (kind: string, value: string) => (value === '' ? [] : [{ kind, value }])

function person(names: string, known: Known = {}): Person {
  const { mail = '', phone = '', account = '', claims = '', attributes = {} } = known
  return {
    names: names === '' ? [] : [names],
    addresses: [...read('email', mail), ...read('phone', phone), ...read('account', account)],
    claims: read('email', claims),
    attributes: new Map(Object.entries(attributes).map(([name, value]) => [name, [value]])),
  }
}
const score = (one: Person, other: Person, within: World = world): number => scoreOf(matchPeople(one, other, within))

/** A suggestion is shown from 8 bits on. */
const likely: [string, Person, Person][] = [
  ['a rare name', person('Anna Kovács'), person('Kovacs Anna')],
  ['a claim that the other holds', person('', { claims: 'anna@x.com' }), person('', { mail: 'anna@x.com' })],
  ['one mailbox, spelt with dots', person('', { mail: 'anna.k@gmail.com' }), person('', { mail: 'annak@gmail.com' })],
  ['one mailbox, with a tag', person('', { mail: 'annak+shop@gmail.com' }), person('', { mail: 'annak@gmail.com' })],
  [
    'work and private mail of one name',
    person('', { mail: 'anna.kovacs@firm.hu' }),
    person('', { mail: 'annakovacs@gmail.com' }),
  ],
  ['a phone read in the wrong country', person('', { phone: '+36301234567' }), person('', { phone: '+49301234567' })],
  [
    'an order number',
    person('Anna', { attributes: { order: 'a-1001' } }),
    person('Béla', { attributes: { order: 'a-1001' } }),
  ],
  [
    'a name written differently, and the same birthday',
    person('Anna Kovács', { attributes: { birthDate: '1981-02-03' } }),
    person('A. Kovács', { attributes: { birthDate: '1981-02-03' } }),
  ],
]
test.each(likely)('likely one person: %s', (_, one, other) => {
  expect(score(one, other)).toBeGreaterThanOrEqual(8)
  expect(score(other, one)).toBe(score(one, other))
})

const unlikely: [string, Person, Person][] = [
  [
    'nothing in common',
    person('Anna Kovács', { mail: 'a.k@gmail.com' }),
    person('Béla Nagy', { mail: 'nb@gmail.com' }),
  ],
  ['nothing known', person(''), person('')],
  ['a first name', person('Anna'), person('Anna')],
  ['the same office of two companies', person('', { mail: 'info@a.com' }), person('', { mail: 'info@b.com' })],
  ['colleagues', person('Anna Kovács', { mail: 'anna@firm.hu' }), person('Béla Nagy', { mail: 'bela@firm.hu' })],
  [
    'namesakes born on different days',
    person('Anna Kovács', { attributes: { birthDate: '1981-02-03' } }),
    person('Anna Kovács', { attributes: { birthDate: '1955-12-30' } }),
  ],
  ['namesakes with an account each', person('Anna Nagy', { account: '17' }), person('Anna Nagy', { account: '23' })],
]
test.each(unlikely)('not likely one person: %s', (name, one, other) => {
  const within = name.startsWith('namesakes') ? { ...world, sharers: () => 20 } : world
  expect(score(one, other, within)).toBeLessThan(8)
})

test('the more people share a value, the less it says, and what everybody shares says nothing', () => {
  const [one, other] = [person('Anna Nagy'), person('Anna Nagy')]
  const weights = [1, 10, 50].map((count) => score(one, other, { ...world, sharers: () => count }))
  expect(weights).toEqual(weights.toSorted((a, b) => b - a))
  expect(new Set(weights).size).toBe(3)
  expect(matchPeople(one, other, { ...world, sharers: () => null })).toEqual([])
})

const namesakesAt = (domain: string): number =>
  score(person('Anna Nagy', { mail: `an@${domain}` }), person('Anna Nagy', { mail: `nagya@${domain}` }))

test('the same name counts for more among colleagues, and a free mail provider makes no colleagues', () => {
  expect(namesakesAt('firm.hu')).toBeGreaterThan(namesakesAt('gmail.com'))
  expect(namesakesAt('yahoo.co.uk')).toBe(namesakesAt('gmail.com'))
})

test('a customer who claims an address and takes the name of its holder is no likelier to be them', () => {
  const holder = person('Anna Kovács', { mail: 'anna@x.com' })
  const claims = { claims: 'anna@x.com' }
  expect(score(person('Anna Kovács', claims), holder)).toBe(score(person('', claims), holder))
  expect(score(person('Béla Nagy', claims), holder)).toBeLessThan(score(person('', claims), holder))
})

test('every reason is told with its weight', () => {
  expect(
    matchPeople(person('Anna Kovács', { claims: 'anna@x.com' }), person('Béla Nagy', { mail: 'anna@x.com' }), world),
  ).toEqual([
    {
      field: 'email',
      agreement: 'anna@x.com belongs to one, and the other only claims it',
      words: [{ code: 'evidence.one_claims', params: { address: 'anna@x.com' } }],
      weight: 8,
    },
    {
      field: 'name',
      agreement: 'Anna Kovács and Béla Nagy',
      words: [{ code: 'evidence.differ', params: { one: 'Anna Kovács', other: 'Béla Nagy' } }],
      weight: -4.3,
    },
  ])
})
