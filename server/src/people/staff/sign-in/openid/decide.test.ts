import { expect, test } from 'vitest'
import type { OpenIdSettings } from '../../../../lib/openid-settings.ts'
import { decide, joined, statedEmail, type Candidate } from './decide.ts'

const settings: OpenIdSettings = {
  issuer: 'https://id.example.com',
  clientId: 'desk',
  clientSecret: 's3cret',
  name: 'Example',
  roles: {
    claim: 'groups',
    byValue: [
      { value: 'leads', role: 'lead' },
      { value: 'support', role: 'staff' },
      { value: 'old', role: 'no-such-role' },
    ],
  },
  createsStaff: true,
  sessionHours: 12,
  breakGlassEmail: 'glass@example.com',
}
const tom: Candidate = { id: 'tom', email: 'tom@example.com', role: 'staff', active: true, link: null }
const link = { subject: 's1', isSuspended: false }
const claims = { sub: 's1', email: 'Tom@Example.com', email_verified: true, name: 'Tom', groups: ['support'] }
const decided = (changes: Partial<Parameters<typeof decide>[0]>) =>
  decide({
    claims,
    settings,
    linked: null,
    sameEmail: null,
    roleNames: new Set(['admin', 'lead', 'staff']),
    isSetUp: true,
    ...changes,
  })
const refused = (reason: string) => expect.objectContaining({ kind: 'refuse', reason })

test('a verified address links the account once, and after that the subject alone counts', () => {
  const enter = { kind: 'enter', staffId: 'tom', role: 'staff', isReturning: false }
  expect(decided({ sameEmail: tom })).toEqual({ ...enter, isNewLink: true })
  const moved = { ...claims, email: 'thomas@example.com', email_verified: false }
  expect(decided({ claims: moved, linked: { ...tom, link } })).toEqual({ ...enter, isNewLink: false })
})

test.each([[false], [undefined], ['true'], [1]])(
  'an address whose email_verified is %o links and adds nobody',
  (said) => {
    const unverified = { ...claims, email_verified: said }
    expect(decided({ claims: unverified, sameEmail: tom })).toEqual(refused('unverified_email'))
    expect(decided({ claims: unverified })).toEqual(refused('unverified_email'))
  },
)

test.each([
  ['with the sign for kelvin', 'mar\u212a@example.com'],
  ['with a letter of another script', 'm\u0430rk@example.com'],
  ['with a letter of full width', 'mar\uff4b@example.com'],
  ['with the NUL character', 'mark\u0000@example.com'],
  ['with a name before it', 'Mark <mark@example.com>'],
  ['that is a list', ['mark@example.com']],
])('an address %s links and adds nobody', (_what, email) => {
  expect(statedEmail({ ...claims, email })).toBeNull()
  const mark = { ...tom, email: 'mark@example.com' }
  expect(decided({ claims: { ...claims, email }, sameEmail: mark })).toEqual(refused('unverified_email'))
})

test('the first person of an installation is an admin, or nobody could become one', () => {
  expect(decided({ isSetUp: false })).toEqual(refused('not_set_up'))
  const byValue = [{ value: 'support', role: 'admin' }]
  const asAdmin = { ...settings, roles: { claim: 'groups', byValue } }
  expect(decided({ isSetUp: false, settings: asAdmin })).toMatchObject({ kind: 'create', role: 'admin' })
})

test.each([
  ['Tom\u202e', 'Tom'],
  [' Tom ', 'Tom'],
  ['T\u0000m', 'tom'],
  ['\ud800', 'tom'],
  ['x'.repeat(300), 'x'.repeat(200)],
  [['Tom'], 'tom'],
  ['', 'tom'],
])('a person whom the provider calls %j is called %j', (name, called) => {
  expect(decided({ claims: { ...claims, name } })).toMatchObject({ kind: 'create', name: called })
})

test('an address that changes hands at the provider does not get the person who had it', () => {
  expect(decided({ sameEmail: { ...tom, link: { ...link, subject: 's0' } } })).toEqual(refused('other_account'))
})

test('the subject decides, not an address that the account has taken since', () => {
  const maria = { ...tom, id: 'maria', email: 'maria@example.com' }
  expect(decided({ linked: { ...tom, link }, sameEmail: maria })).toMatchObject({ kind: 'enter', staffId: 'tom' })
})

test('somebody new is added only when the settings say so, with a role from the claim', () => {
  expect(decided({})).toEqual({ kind: 'create', email: 'tom@example.com', name: 'Tom', role: 'staff' })
  expect(decided({ settings: { ...settings, createsStaff: false } })).toEqual(refused('unknown'))
  expect(decided({ claims: { ...claims, groups: ['sales'] } })).toEqual(refused('no_role'))
})

test.each([
  [['support', 'leads'], 'lead'],
  ['leads', 'lead'],
  [['old', 'support'], 'staff'],
])('of the claim %o the first setting that exists here counts: %s', (groups, role) => {
  expect(decided({ claims: { ...claims, groups } })).toMatchObject({ kind: 'create', role })
})

test.each([[undefined], [[]], [['Leads']], ['leads,support'], [{ leads: true }], [null]])(
  'a claim %o gives no role',
  (groups) => {
    expect(decided({ claims: { ...claims, groups } })).toEqual(refused('no_role'))
  },
)

test('a claim that every object inherits is no claim', () => {
  const odd = { ...settings, roles: { claim: 'constructor', byValue: [{ value: 'leads', role: 'lead' }] } }
  expect(decided({ settings: odd })).toEqual(refused('no_role'))
})

test('a linked person whose claim is gone loses access, and one who was never linked is left alone', () => {
  const gone = { ...claims, groups: [] }
  expect(decided({ claims: gone, linked: { ...tom, link } })).toEqual({ kind: 'suspend', staffId: 'tom' })
  expect(decided({ claims: gone, sameEmail: tom })).toEqual(refused('no_role'))
})

test('whom the provider had suspended returns with a role, and whom an admin switched off does not', () => {
  const off = { ...tom, active: false }
  const suspended = { ...off, link: { ...link, isSuspended: true } }
  expect(decided({ linked: suspended })).toMatchObject({ kind: 'enter', isReturning: true })
  expect(decided({ linked: { ...off, link } })).toEqual(refused('inactive'))
  expect(decided({ sameEmail: off })).toEqual(refused('inactive'))
  expect(decided({ linked: suspended, settings: { ...settings, roles: null } })).toEqual(refused('inactive'))
})

test('the account with the last password is never the provider’s', () => {
  const glass = { ...tom, email: 'glass@example.com' }
  expect(decided({ sameEmail: glass })).toEqual(refused('break_glass'))
  expect(decided({ linked: { ...glass, link } })).toEqual(refused('break_glass'))
  expect(decided({ claims: { ...claims, email: 'glass@example.com' } })).toEqual(refused('break_glass'))
})

test('without a role claim roles are given here, and a sign-in changes none', () => {
  const own = { ...settings, roles: null, createsStaff: false }
  const lead = { ...tom, role: 'lead', link }
  expect(decided({ settings: own, linked: lead })).toMatchObject({ kind: 'enter', role: 'lead' })
})

test.each([
  [{ email: 'a@x.example', email_verified: true }, {}, 'a@x.example', true],
  [{}, { email: 'b@x.example', email_verified: true }, 'b@x.example', true],
  [{ email: 'a@x.example' }, { email: 'a@x.example', email_verified: true }, 'a@x.example', true],
  [{ email: 'a@x.example' }, { email: 'b@x.example', email_verified: true }, 'a@x.example', undefined],
  [{ email_verified: true }, { email: 'b@x.example', email_verified: false }, 'b@x.example', false],
  [{ email_verified: true }, { email: 'b@x.example' }, 'b@x.example', undefined],
  [
    { email: 'a@x.example', email_verified: false },
    { email: 'a@x.example', email_verified: true },
    'a@x.example',
    false,
  ],
])('of the token %o and the user info %o the address is %s, and verified: %o', (token, info, email, isVerified) => {
  const { email: said, email_verified: isSaid } = joined({ sub: 's1', ...token }, info)
  expect([said, isSaid]).toEqual([email, isVerified])
})
