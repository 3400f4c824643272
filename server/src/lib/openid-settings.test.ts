import { expect, test } from 'vitest'
import { readOpenId } from './openid-settings.ts'
import { createReader } from './settings.ts'

const least = { OIDC_ISSUER: 'https://id.example.com', OIDC_CLIENT_ID: 'desk', OIDC_CLIENT_SECRET: 's3cret' }
const readAll = (env: Record<string, string>) => readOpenId(createReader(env))

test('nothing set is no provider', () => {
  expect(readAll({})).toBeNull()
})

test('three settings are enough, and the rest is careful', () => {
  expect(readAll(least)).toEqual({
    issuer: 'https://id.example.com',
    clientId: 'desk',
    clientSecret: 's3cret',
    name: 'id.example.com',
    roles: null,
    createsStaff: false,
    sessionHours: 12,
    breakGlassEmail: null,
  })
})

test('values of the claim stand for roles, in order, and may contain an equals sign', () => {
  const env = { ...least, OIDC_ROLE_CLAIM: 'groups', OIDC_ROLES: 'cn=leads=lead, support = staff' }
  expect(readAll(env)?.roles).toEqual({
    claim: 'groups',
    byValue: [
      { value: 'cn=leads', role: 'lead' },
      { value: 'support', role: 'staff' },
    ],
  })
})

test.each([
  [{ OIDC_CLIENT_ID: 'desk' }, 'OIDC_CLIENT_ID is set, and OIDC_ISSUER is not'],
  [{ ...least, OIDC_CLIENT_SECRET: '' }, 'OIDC_CLIENT_SECRET is missing'],
  [{ ...least, OIDC_ISSUER: 'http://id.example.com' }, 'must start with https://'],
  [{ ...least, OIDC_ROLES: 'a=staff' }, 'OIDC_ROLE_CLAIM is missing'],
  [{ ...least, OIDC_ROLE_CLAIM: 'groups' }, 'OIDC_ROLES is missing'],
  [{ ...least, OIDC_ROLE_CLAIM: 'groups', OIDC_ROLES: 'staff' }, 'as in support-leads=lead'],
  [{ ...least, OIDC_CREATE_STAFF: 'true' }, 'needs OIDC_ROLE_CLAIM'],
  [{ ...least, OIDC_PASSWORD_SIGN_IN: 'off' }, 'OIDC_BREAK_GLASS_EMAIL is missing'],
  [{ ...least, OIDC_BREAK_GLASS_EMAIL: 'maria@example.com' }, 'everybody may use a password'],
])('%o is refused: %s', (env, sentence) => {
  expect(() => readAll(env)).toThrow(sentence)
})
