import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  emailChannel,
  mail,
  testPlatform,
  type TestChannel,
  type TestPlatform,
} from '../../../../../test/mail/email-channel.ts'
import { startImapServer, type ImapServer } from '../../../../../test/mail/imap-server.ts'
import { until } from '../../../../../test/mail/until.ts'
import type { Running } from '../../../contract.ts'
import { createAccessTokens } from '../access-tokens.ts'
import { defaultMailboxLimits, type MailboxLimits } from './limits.ts'
import { watchMailbox } from './mailbox.ts'

const quick: MailboxLimits = { ...defaultMailboxLimits, retryMs: 10, maxRetryMs: 40, signInRetryMs: 20, saveEvery: 5 }

let server: ImapServer
let platform: TestPlatform
let watch: Running | null

beforeEach(async () => {
  server = await startImapServer()
  platform = testPlatform()
  watch = null
})
afterEach(async () => {
  await watch?.stop()
  await server.close()
})

function channelFor(imap: Record<string, unknown> = {}): TestChannel {
  return emailChannel({
    imap: {
      host: '127.0.0.1',
      port: server.port,
      security: 'none',
      user: server.user,
      password: server.password,
      ...imap,
    },
  })
}

function start(
  { context, clock }: TestChannel,
  limits: Partial<MailboxLimits> = {},
  fetch = globalThis.fetch,
): Running {
  const tokens = createAccessTokens(fetch, clock)
  const host = platform.connectionHost()
  watch = watchMailbox(context.channel.settings.imap!, context, host, tokens, { ...quick, ...limits })
  return watch
}

const numbered = (n: number) => mail({ 'Message-ID': `<${n}@mail.example>`, Subject: `Parcel ${n}` })
const subjects = () => platform.texts().map((text) => /^Subject: Parcel (\d+)/m.exec(text)?.[1])
const upTo = (n: number, from = 1) => Array.from({ length: n - from + 1 }, (_, i) => String(from + i))
const fill = (from: number, to: number) => {
  for (let n = from; n <= to; n++) server.append(numbered(n))
}
const lastUid = ({ state }: TestChannel) => Number(/"lastUid":(\d+)/.exec([...state.values()][0] ?? '')?.[1])

describe('what is in the folder', () => {
  test('is read in order, in bytes as it is, and nothing is marked', async () => {
    fill(1, 120)
    start(channelFor())
    await until('all were recorded', () => platform.delivered.length === 120)
    expect(subjects()).toEqual(upTo(120))
    expect(platform.texts()[0]).toBe(numbered(1))
    expect(platform.delivered[0]!.request.envelope).toEqual({ from: '', to: [], remoteAddress: null, source: 'imap' })
    expect(server.folder('INBOX').mails.every(({ flags }) => flags.size === 0)).toBe(true)
    expect(server.said.filter((line) => /\b(STORE|EXPUNGE|APPEND|COPY|MOVE|DELETE|SELECT)\b/i.test(line))).toEqual([])
  })

  test('is left alone where only new mail is wanted', async () => {
    fill(1, 5)
    start(channelFor({ startWith: 'new' }))
    await until('it is watching', () => [...server.sessions].some(({ isIdling }) => isIdling))
    fill(6, 7)
    await until('the new ones came', () => platform.delivered.length === 2)
    expect(subjects()).toEqual(['6', '7'])
  })

  test('is found where UIDs have gaps of millions', async () => {
    const folder = server.folder('INBOX')
    for (const uid of [3, 900_000, 900_001, 5_000_000]) {
      folder.uidNext = uid
      server.append(numbered(uid))
    }
    start(channelFor())
    await until('all came', () => platform.delivered.length === 4)
    expect(subjects()).toEqual(['3', '900000', '900001', '5000000'])
    expect(server.said.filter((line) => line.includes('SEARCH')).length).toBeLessThan(12)
  })

  test('is read from a server that does not tell the next UID', async () => {
    server.folder('INBOX').tellsUidNext = false
    fill(1, 3)
    start(channelFor())
    await until('all came', () => platform.delivered.length === 3)
  })

  test('may be a single mail larger than is fetched: it comes cut, says so, and the next ones come', async () => {
    server.append(mail({ Subject: 'Parcel 1' }, 'x'.repeat(50_000)))
    fill(2, 3)
    start(channelFor(), { maxMessageBytes: 10_000 })
    await until('all came', () => platform.delivered.length === 3)
    const { request } = platform.delivered[0]!
    expect(request.body.byteLength).toBe(10_000)
    expect(request.headers).toEqual({ 'x-original-size': String(server.folder('INBOX').mails[0]!.raw.length) })
    expect(platform.delivered[1]!.request.headers).toEqual({})
  })
})

describe('new mail', () => {
  test('comes at once while the server idles', async () => {
    start(channelFor())
    await until('it is watching', () => [...server.sessions].some(({ isIdling }) => isIdling))
    for (let n = 1; n <= 5; n++) {
      fill(n, n)
      await until(`mail ${n} came`, () => platform.delivered.length === n)
    }
  })

  test('that arrives while others are being recorded is not waited for', async () => {
    fill(1, 3)
    platform.onDeliver = () => {
      if (platform.delivered.length === 2) fill(4, 4)
    }
    start(channelFor())
    await until('the fourth came', () => platform.delivered.length === 4)
  })

  test('is found by looking when the server does not say a word', async () => {
    server.faults.mute = true
    start(channelFor(), { pollMs: 30 })
    await until('it is watching', () => [...server.sessions].some(({ isIdling }) => isIdling))
    fill(1, 1)
    await until('it came', () => platform.delivered.length === 1)
  })

  test('comes from a server without IDLE', async () => {
    server.capabilities = server.capabilities.filter((name) => name !== 'IDLE')
    start(channelFor(), { pollMs: 30 })
    await until('it is watching', () => platform.health.some(({ sentence }) => sentence.startsWith('Watching')))
    fill(1, 2)
    await until('they came', () => platform.delivered.length === 2)
  })
})

describe('the place in the folder', () => {
  test('is kept over a restart, whatever was read, moved or deleted meanwhile', async () => {
    fill(1, 12)
    const channel = channelFor()
    const first = start(channel)
    await until('all came', () => platform.delivered.length === 12)
    await first.stop()
    expect(lastUid(channel)).toBe(12)
    server.folder('INBOX').mails.forEach(({ flags }) => flags.add('\\Seen'))
    server.expunge([2, 3, 12])
    fill(13, 14)
    start(channel)
    await until('the new ones came', () => platform.delivered.length === 14)
    expect(subjects()).toEqual(upTo(14))
  })

  test('is noted only behind what was recorded, so a mail that is refused is tried again and never skipped', async () => {
    fill(1, 9)
    let refusals = 0
    platform.onDeliver = ({ body }) => {
      if (Buffer.from(body).includes('Parcel 6\r') && refusals++ < 3) throw new Error('the database is away')
    }
    const channel = channelFor()
    start(channel)
    await until('it says so', () =>
      platform.health.some(({ state, sentence }) => state === 'failing' && sentence.includes('could not be recorded')),
    )
    expect(lastUid(channel)).toBe(5)
    await until('all came', () => platform.delivered.length === 9)
    expect(subjects()).toEqual(upTo(9))
    await until('all is well', () => platform.health.at(-1)?.state === 'ok')
  })

  test('that can’t be noted is no fault of the mailbox, and everything still comes', async () => {
    fill(1, 12)
    const channel = channelFor()
    const { state } = channel.context
    const write = state.write.bind(state)
    let failures = 0
    state.write = async (key, value) => {
      if (failures++ < 3) throw new Error('the database is away')
      await write(key, value)
    }
    start(channel)
    await until('all came', () => new Set(subjects()).size === 12)
    await until('it is watching', () => platform.health.at(-1)!.sentence.startsWith('Watching'))
    expect(platform.health.map(({ sentence }) => sentence).join()).not.toContain('127.0.0.1 failed')
    expect(lastUid(channel)).toBe(12)
  })

  test('is lost with the numbers: everything is read again, and that is said', async () => {
    fill(1, 4)
    start(channelFor())
    await until('it is watching', () => [...server.sessions].some(({ isIdling }) => isIdling))
    server.expunge([1])
    server.renumber()
    await until('the rest was read again', () => platform.delivered.length === 7)
    expect(subjects()).toEqual(['1', '2', '3', '4', '2', '3', '4'])
    expect(platform.health.some(({ sentence }) => sentence.includes('numbered it anew'))).toBe(true)
  })

  test('with only new mail wanted, new numbers do not bring in what was there before', async () => {
    const channel = channelFor({ startWith: 'new' })
    server.append(numbered(1), { internalDate: new Date('2026-01-01T00:00:00Z') })
    start(channel)
    await until('it is watching', () => [...server.sessions].some(({ isIdling }) => isIdling))
    server.append(numbered(2), { internalDate: new Date('2026-03-04T10:05:00Z') })
    await until('the new one came', () => platform.delivered.length === 1)
    server.renumber()
    await until('it was read again', () => platform.delivered.length === 2)
    server.append(numbered(3), { internalDate: new Date('2026-03-04T10:06:00Z') })
    await until('the newest came', () => platform.delivered.length === 3)
    expect(subjects()).toEqual(['2', '2', '3'])
  })

  test('is another one in another folder', async () => {
    fill(1, 2)
    server.append(numbered(7), { folder: 'Support/Old' })
    const channel = channelFor()
    const first = start(channel)
    await until('INBOX came', () => platform.delivered.length === 2)
    await first.stop()
    channel.context.channel.settings.imap!.folder = 'Support/Old'
    start(channel)
    await until('the other came', () => platform.delivered.length === 3)
    expect(subjects()).toEqual(['1', '2', '7'])
  })
})

describe('the connection', () => {
  test.each(['cut', 'cut-in-mail'] as const)(
    '%s in the middle of a backlog loses and repeats next to nothing',
    async (how) => {
      fill(1, 60)
      const cutAt = new Set([1, 17, 18, 60])
      server.faults.fetch = (uid) => (cutAt.delete(uid) ? how : undefined)
      start(channelFor())
      await until('all came', () => new Set(subjects()).size === 60)
      // Recorded mails come again at most as many as lie between two notes.
      expect(platform.delivered.length).toBeLessThanOrEqual(60 + 4 * quick.saveEvery)
      expect([...new Set(subjects())]).toEqual(upTo(60))
    },
  )

  test('that is cut while it idles is opened again', async () => {
    start(channelFor())
    for (let n = 1; n <= 4; n++) {
      await until('it is watching', () => [...server.sessions].some(({ isIdling }) => isIdling))
      server.cut()
      fill(n, n)
      await until(`mail ${n} came`, () => platform.delivered.length === n)
    }
    expect(platform.health.every(({ state }) => state !== 'failing')).toBe(true)
  })

  test.each(['EXAMINE', 'SEARCH', 'FETCH', 'IDLE', 'LOGIN', 'AUTHENTICATE', 'CAPABILITY'])(
    'that is cut at %s is opened again',
    async (verb) => {
      fill(1, 3)
      let cuts = 0
      server.faults.command = (said) => (said === verb && cuts++ < 2 ? 'cut' : undefined)
      start(channelFor())
      await until('all came', () => platform.delivered.length >= 3)
      fill(4, 4)
      await until('the new one came', () => new Set(subjects()).size === 4)
    },
  )

  test('that the server ends with a refusal of one command goes on later', async () => {
    fill(1, 3)
    let refusals = 0
    server.faults.command = (verb) => (verb === 'FETCH' && refusals++ < 2 ? 'NO [SERVERBUG] internal error' : undefined)
    start(channelFor())
    await until('all came', () => platform.delivered.length === 3)
  })

  test('is closed within moments of being told to stop, also in the middle of a backlog', async () => {
    fill(1, 500)
    const channel = channelFor()
    const running = start(channel)
    await until('some came', () => platform.delivered.length > 20)
    await running.stop()
    const count = platform.delivered.length
    expect(count).toBeLessThan(500)
    expect(lastUid(channel)).toBe(count)
    await until('the server sees it go', () => server.sessions.size === 0)
    start(channel)
    await until('the rest came', () => platform.delivered.length === 500)
    expect(subjects()).toEqual(upTo(500))
  })
})

describe('a mail that is listed', () => {
  test('and gone before it is fetched is no loss', async () => {
    fill(1, 6)
    server.faults.fetch = (uid) => {
      if (uid === 2) server.expunge([3, 4])
      return undefined
    }
    start(channelFor())
    await until('the others came', () => platform.delivered.length === 4)
    fill(7, 7)
    await until('the new one came', () => platform.delivered.length === 5)
    expect(subjects()).toEqual(['1', '2', '5', '6', '7'])
  })

  test('and gone does not hide a new one that arrives just before IDLE', async () => {
    fill(1, 6)
    server.faults.fetch = (uid) => {
      if (uid === 2) server.expunge([3, 4])
      return undefined
    }
    server.faults.command = (verb) => {
      if (verb === 'IDLE' && server.folder('INBOX').uidNext === 7) fill(7, 7)
      return undefined
    }
    start(channelFor())
    await until('the new one came', () => platform.delivered.length === 5)
    expect(subjects()).toEqual(['1', '2', '5', '6', '7'])
  })

  test('and not handed over is waited for, and not skipped', async () => {
    fill(1, 6)
    let withheld = true
    server.faults.fetch = (uid) => (uid === 4 && withheld ? 'leave-out' : undefined)
    const channel = channelFor()
    start(channel)
    await until('it says so', () =>
      platform.health.some(({ state, sentence }) => state === 'failing' && sentence.includes('mail 4')),
    )
    expect(lastUid(channel)).toBe(3)
    withheld = false
    await until('all came', () => new Set(subjects()).size === 6)
  })
})

const refuse: typeof globalThis.fetch = async () => Response.json({ error: 'invalid_grant' }, { status: 400 })

describe('the sign-in', () => {
  test('with a wrong password is said in a sentence, tried rarely, and works once it is right', async () => {
    fill(1, 1)
    start(channelFor({ password: 'wrong' }))
    await until('it is told', () => platform.health.some(({ state }) => state === 'failing'))
    expect(platform.health.find(({ state }) => state === 'failing')!.sentence).toMatch(
      /^127\.0\.0\.1 refused the sign-in of help@shop\.example: .+\. Trying again in \d+ s\.$/,
    )
    server.password = 'wrong'
    await until('it came', () => platform.delivered.length === 1)
  })

  test('with a folder that is not there is said in a sentence', async () => {
    start(channelFor({ folder: 'Nowhere' }))
    await until('it is told', () =>
      platform.health.some(({ sentence }) => sentence.startsWith('There is no folder Nowhere on 127.0.0.1.')),
    )
  })

  test('where nobody listens is said in a sentence', async () => {
    const { port } = server
    await server.close()
    start(channelFor({ port }))
    await until('it is told', () => platform.health.some(({ state }) => state === 'failing'))
    expect(platform.health.at(-1)!.sentence).toContain('accepts no connections')
    server = await startImapServer()
  })

  test('by XOAUTH2 uses the token that is given', async () => {
    fill(1, 1)
    start(channelFor({ auth: 'xoauth2', accessToken: 'token-1', password: '' }))
    await until('it came', () => platform.delivered.length === 1)
    expect(server.said.some((line) => line.startsWith('AUTHENTICATE XOAUTH2'))).toBe(true)
  })

  test('by XOAUTH2 fetches tokens, and another one when the first is refused', async () => {
    fill(1, 1)
    const asked: string[] = []
    const fetch: typeof globalThis.fetch = async (url, init) => {
      const request = new Request(url, init)
      asked.push(`${request.url} ${await request.text()}`)
      return Response.json({ access_token: asked.length === 1 ? 'stale' : 'token-1', expires_in: 3600 })
    }
    const oauth = { tokenUrl: 'https://login.example/token', clientId: 'app', clientSecret: 's', refreshToken: 'r-1' }
    start(channelFor({ auth: 'xoauth2', oauth }), {}, fetch)
    await until('it came', () => platform.delivered.length === 1)
    expect(asked).toEqual(
      Array(2).fill(
        'https://login.example/token grant_type=refresh_token&client_id=app&refresh_token=r-1&client_secret=s',
      ),
    )
  })

  test('by XOAUTH2 with a withdrawn consent is said in a sentence', async () => {
    const oauth = { tokenUrl: 'https://login.example/token', clientId: 'app', refreshToken: 'r-1' }
    start(channelFor({ auth: 'xoauth2', oauth }), {}, refuse)
    await until('it is told', () => platform.health.some(({ state }) => state === 'failing'))
    expect(platform.health.at(-1)!.sentence).toContain('invalid_grant')
  })
})
