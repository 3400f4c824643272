import { describe, expect, test } from 'vitest'
import { selfSigned } from '../../mail/self-signed.ts'
import { until } from '../../mail/until.ts'
import { givenUp, honestBut, password, watch, type Act, type Watched } from './hostile-mailbox.ts'
import { pour, type HostileSocket } from './hostile-socket.ts'

// A mailbox's server that an admin named, or somebody on the way to it, and that means harm.

function heardNoSecret(server: HostileSocket): void {
  expect(server.heard()).not.toContain(password)
  expect(server.heard()).not.toContain('LOGIN')
  expect(server.heard()).not.toContain('AUTHENTICATE')
}

const drip: Act = (say, _tag, socket) => {
  const timer = setInterval(() => say('* OK x\r\n'), 30)
  socket.on('close', () => clearInterval(timer))
}

describe.each(['<connect>', 'CAPABILITY', 'LOGIN', 'EXAMINE', 'SEARCH', 'FETCH'])('at %s', (stage) => {
  test('a server that falls silent is given up', async () => {
    await givenUp(await watch(honestBut({ [stage]: () => {} })))
  })

  test('a server that goes on talking without an answer is given up, too', async () => {
    await givenUp(await watch(honestBut({ [stage]: drip })))
  })

  test('a line without end is given up, and memory does not grow', async () => {
    const before = process.memoryUsage().rss
    await givenUp(await watch(honestBut({ [stage]: (_say, _tag, socket) => pour(socket, ' 1'.repeat(50_000)) })))
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  })

  test.each(['{9999999999}', '{99999999999999999999999}', '{-5}', '{2000000000+}'])(
    'a text of absurd length, %s, is given up',
    async (size) => {
      await givenUp(await watch(honestBut({ [stage]: (say) => say(`* 1 FETCH (BODY[] ${size}\r\n`) })))
    },
  )
})

test.each(['-5', '4294967297', '1e300', '99999999999999999999'])(
  'a folder whose UIDNEXT is %s does no harm',
  async (uidNext) => {
    const made = await watch(
      honestBut({
        EXAMINE: (say, tag) =>
          say(`* 1 EXISTS\r\n* OK [UIDVALIDITY 1]\r\n* OK [UIDNEXT ${uidNext}]\r\n${tag} OK [READ-ONLY]\r\n`),
        SEARCH: (say, tag) => say(`* SEARCH\r\n${tag} OK\r\n`),
        FETCH: (say, tag) => say(`* 1 FETCH (UID ${uidNext})\r\n${tag} OK\r\n`),
      }),
    )
    await until('it is settled', () =>
      made.platform.health.some(({ sentence }) => /Watching|Trying again/.test(sentence)),
    )
    expect(made.server.heard().split('SEARCH').length).toBeLessThan(50)
    expect(made.platform.delivered).toEqual([])
  },
)

test('a server that announces new mail without end is checked no more often than the limit, and reported once', async () => {
  let announced = 1
  const announcing = honestBut({
    SEARCH: (say, tag) => say(`* SEARCH\r\n* ${++announced} EXISTS\r\n${tag} OK\r\n`),
  })
  const rare = await watch(announcing, { limits: { progressMs: 60_000, lookEveryMs: 60_000 } })
  const often = await watch(announcing, { limits: { progressMs: 60_000, lookEveryMs: 10 } })
  const checks = ({ server }: Watched): number => server.heard().split('SEARCH').length - 1
  const reports = ({ platform }: Watched): number =>
    platform.health.filter(({ sentence }) => sentence.startsWith('Watching')).length
  await until('it is watched', () => reports(rare) > 0)
  const [before, start] = [checks(rare), checks(often)]
  await until('the other is checked again and again', () => checks(often) > start + 10)
  // One more, for what was announced at the first.
  expect(checks(rare)).toBeLessThanOrEqual(before + 1)
  expect([reports(rare), reports(often)]).toEqual([1, 1])
})

test('a server that sends a flood unasked is disconnected', async () => {
  await givenUp(
    await watch(
      honestBut({
        IDLE: (say, _tag, socket) => {
          say('+ go on\r\n')
          pour(socket, '* OK and more\r\n'.repeat(1000))
        },
      }),
    ),
  )
})

test.each([
  ['offers no STARTTLS', honestBut({})],
  ['refuses STARTTLS', honestBut({ STARTTLS: (say, tag) => say(`${tag} NO not now\r\n`) }, 'IMAP4rev1 STARTTLS')],
  [
    'says that we are signed in already, so that nothing is encrypted',
    honestBut({ '<connect>': (say) => say('* PREAUTH welcome\r\n') }),
  ],
  [
    'answers STARTTLS and goes on in clear',
    honestBut({ STARTTLS: (say, tag) => say(`${tag} OK go\r\n* CAPABILITY IMAP4rev1\r\n`) }, 'IMAP4rev1 STARTTLS'),
  ],
])('a server that %s gets no password, and no mail is taken from it', async (_name, behaviour) => {
  const made = await watch(behaviour, { security: 'starttls' })
  await givenUp(made)
  heardNoSecret(made.server)
  expect(made.platform.delivered).toEqual([])
})

test('a server with an untrusted certificate gets no password', async () => {
  const made = await watch(honestBut({}), { security: 'tls', tls: selfSigned() })
  expect(await givenUp(made)).toContain('certificate')
  heardNoSecret(made.server)
})

test.each([
  ['in clear', password],
  ['in base64', Buffer.from(`\0help\0${password}`).toString('base64')],
])('a password that a server repeats, %s, is not shown', async (_name, said) => {
  const made = await watch(
    honestBut({ LOGIN: (say, tag) => say(`${tag} NO [AUTHENTICATIONFAILED] not ${said}\u202e\r\n`) }),
  )
  const shown = await givenUp(made)
  expect(shown).not.toContain(said)
  expect(shown).not.toContain('\u202e')
})
