import { describe, expect, test } from 'vitest'
import { secretSettings as ofEmail } from '../adapters/email/secret-settings.ts'
import { secretsAfter } from './secret-settings.ts'

const smtp = { host: 'mail.example', port: 465, security: 'tls', allowUnencrypted: false, auth: 'password', user: 'u' }
const oauth = { tokenUrl: 'https://login.example', allowUnencrypted: false, clientId: 'c', scope: '' }
const imap = {
  host: 'mail.example',
  port: 993,
  security: 'tls',
  allowUnencrypted: false,
  user: 'u',
  auth: 'password',
  folder: 'INBOX',
  oauth,
}
const before = { address: 'a@b.example', smtp, imap }
const kept = {
  'smtp.password': 'p1',
  'imap.password': 'p2',
  'imap.accessToken': 'p3',
  'imap.oauth.clientSecret': 'p4',
  'imap.oauth.refreshToken': 'p5',
}
const all = Object.keys(kept)
const ofMailbox = ['imap.password', 'imap.accessToken', 'imap.oauth.refreshToken']
const ofTokens = ['imap.oauth.clientSecret', 'imap.oauth.refreshToken']
const ofAccess = ['imap.accessToken', 'imap.oauth.refreshToken']
const byOAuth = { ...before, smtp: { ...smtp, auth: 'xoauth2' } }

const change = (fields: Partial<Parameters<typeof secretsAfter>[0]>) =>
  secretsAfter({ before, after: before, kept, given: {}, missing: [], secretSettings: ofEmail, ...fields })

describe('what is forgotten', () => {
  test.each([
    ['nothing changes', before, before, []],
    ['the address', before, { ...before, address: 'x@y.example' }, []],
    ['the host of smtp', before, { ...before, smtp: { ...smtp, host: 'evil.example' } }, ['smtp.password']],
    ['the port of smtp', before, { ...before, smtp: { ...smtp, port: 25 } }, ['smtp.password']],
    ['the encryption of smtp', before, { ...before, smtp: { ...smtp, security: 'none' } }, ['smtp.password']],
    [
      'the permission to send in clear',
      before,
      { ...before, smtp: { ...smtp, allowUnencrypted: true } },
      ['smtp.password'],
    ],
    ['the user of smtp', before, { ...before, smtp: { ...smtp, user: 'v' } }, ['smtp.password']],
    ['the host of imap', before, { ...before, imap: { ...imap, host: 'evil.example' } }, ofMailbox],
    ['the port of imap', before, { ...before, imap: { ...imap, port: 143 } }, ofMailbox],
    ['the encryption of imap', before, { ...before, imap: { ...imap, security: 'starttls' } }, ofMailbox],
    ['the user of imap', before, { ...before, imap: { ...imap, user: 'v' } }, ofMailbox],
    ['the folder', before, { ...before, imap: { ...imap, folder: 'Sent' } }, []],
    [
      'the token address',
      before,
      { ...before, imap: { ...imap, oauth: { ...oauth, tokenUrl: 'https://evil.example' } } },
      ofTokens,
    ],
    ['the client id', before, { ...before, imap: { ...imap, oauth: { ...oauth, clientId: 'd' } } }, ofTokens],
    ['the scope', before, { ...before, imap: { ...imap, oauth: { ...oauth, scope: 'mail' } } }, []],
    ['smtp by OAuth begins', before, byOAuth, ofAccess],
    [
      'smtp by OAuth moves',
      byOAuth,
      { ...byOAuth, smtp: { ...byOAuth.smtp, host: 'evil.example' } },
      ['smtp.password', ...ofAccess],
    ],
    ['smtp by OAuth ends', byOAuth, before, []],
    [
      'smtp by OAuth is added',
      { ...before, smtp: undefined },
      byOAuth,
      all.filter((path) => (path !== 'smtp.password' ? ofAccess.includes(path) : true)),
    ],
  ])('%s', (_name, was, after, forgotten) => {
    const { secrets, toGiveAgain } = change({ before: was, after })
    expect(toGiveAgain.toSorted()).toEqual(forgotten.toSorted())
    expect(Object.keys(secrets).toSorted()).toEqual(all.filter((path) => !forgotten.includes(path)).toSorted())
  })
})

test('a secret that is given with the change replaces what was kept', () => {
  const after = { ...before, smtp: { ...smtp, host: 'new.example' } }
  const { secrets, toGiveAgain } = change({ after, given: { 'smtp.password': 'new' } })
  expect(secrets['smtp.password']).toBe('new')
  expect(toGiveAgain).toEqual([])
})

test('a missing secret stays missing until it is given, or its group is removed', () => {
  const without = { kept: {}, missing: ['smtp.password'] }
  expect(change(without).toGiveAgain).toEqual(['smtp.password'])
  expect(change({ ...without, given: { 'smtp.password': 'new' } }).toGiveAgain).toEqual([])
  expect(change({ ...without, after: { ...before, smtp: undefined } }).toGiveAgain).toEqual([])
})

test('a secret goes with its group and does not come back with it', () => {
  const { secrets } = change({ after: { ...before, smtp: undefined } })
  expect(secrets['smtp.password']).toBeUndefined()
})

test('two small changes achieve no more than one', () => {
  const moved = { ...before, smtp: { ...smtp, host: 'evil.example' } }
  const first = change({ after: moved })
  const then = { ...moved, smtp: { ...moved.smtp, auth: 'xoauth2' } }
  expect(change({ before: moved, after: then, kept: first.secrets }).toGiveAgain).toEqual(ofAccess)
})
