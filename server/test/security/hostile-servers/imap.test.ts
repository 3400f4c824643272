import { afterEach, describe, expect, test } from 'vitest'
import { createEmailAdapter } from '../../../src/channels/email/email.ts'
import { emailChannel, testPlatform } from '../../mail/email-channel.ts'
import { selfSigned } from '../../mail/self-signed.ts'
import { until } from '../../mail/until.ts'
import { pour, startHostileSocket, type Behaviour, type HostileSocket, type Say } from './hostile-socket.ts'

// A mailbox's server that an admin named, or somebody on the way to it, and that means harm.

const password = 'TOP-SECRET-0b7d'
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type Security = 'none' | 'starttls' | 'tls'
type Act = (say: Say, tag: string, socket: Parameters<NonNullable<Behaviour['greet']>>[1]) => void

async function watch(behaviour: Behaviour, security: Security = 'none', tls?: { key: string; cert: string }) {
  const server = await startHostileSocket(behaviour, tls)
  const mailboxLimits = { openMs: 400, progressMs: 600, retryMs: 60_000, signInRetryMs: 60_000 }
  const adapter = createEmailAdapter({ smtpListen: null, smtpUrl: null, mailboxLimits })
  const platform = testPlatform()
  const imap = { host: '127.0.0.1', port: server.port, security, user: 'help', password }
  const running = await adapter.connect!(emailChannel({ imap }).context, platform.connectionHost())
  closing.push(
    () => server.close(),
    () => running.stop(),
    () => adapter.close(),
  )
  return { server, platform }
}

/** It is hung up on, and the channel says so in a sentence without secrets. */
async function givenUp({ server, platform }: Awaited<ReturnType<typeof watch>>): Promise<string> {
  await until('it fails', () => platform.health.some(({ sentence }) => sentence.includes('Trying again')))
  await until('it is hung up on', () => server.open() === 0)
  const said = JSON.stringify(platform.health)
  expect(said).not.toContain(password)
  expect(said.length).toBeLessThan(3000)
  return said
}

function heardNoSecret(server: HostileSocket): void {
  expect(server.heard()).not.toContain(password)
  expect(server.heard()).not.toContain('LOGIN')
  expect(server.heard()).not.toContain('AUTHENTICATE')
}

/** An honest server of one mail, except where it is told otherwise. */
function honestBut(acts: Partial<Record<string, Act>>, capabilities = 'IMAP4rev1 IDLE'): Behaviour {
  const answers: Record<string, Act> = {
    CAPABILITY: (say, tag) => say(`* CAPABILITY ${capabilities}\r\n${tag} OK\r\n`),
    LIST: (say, tag) => say(`* LIST () "/" INBOX\r\n${tag} OK\r\n`),
    EXAMINE: (say, tag) => say(`* 1 EXISTS\r\n* OK [UIDVALIDITY 1]\r\n* OK [UIDNEXT 2]\r\n${tag} OK [READ-ONLY]\r\n`),
    SEARCH: (say, tag) => say(`* SEARCH 1\r\n${tag} OK\r\n`),
    FETCH: (say, tag) => say(`* 1 FETCH (UID 1 RFC822.SIZE 5 BODY[] {5}\r\nA: b\n)\r\n${tag} OK\r\n`),
    IDLE: (say) => say('+ go on\r\n'),
    ...acts,
  }
  return {
    greet: (say, socket) => (answers['<connect>'] ? answers['<connect>'](say, '*', socket) : say('* OK hi\r\n')),
    line(line, say, socket) {
      const [tag = '', verb = '', sub = ''] = line.toUpperCase().split(' ')
      const act = answers[verb === 'UID' ? sub : verb]
      if (act) act(say, line.split(' ')[0]!, socket)
      else if (verb !== '') say(`${tag} OK\r\n`)
    },
  }
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

test('a server that announces new mail without end is checked a few times a second, and reported once', async () => {
  let announced = 1
  const { server, platform } = await watch(
    honestBut({
      SEARCH: (say, tag) => say(`* SEARCH\r\n* ${++announced} EXISTS\r\n${tag} OK\r\n`),
    }),
  )
  await until('it is watched', () => platform.health.some(({ sentence }) => sentence.startsWith('Watching')))
  const began = performance.now()
  const searches = () => server.heard().split('SEARCH').length
  const first = searches()
  await until('it has looked again', () => searches() > first + 3)
  expect(performance.now() - began).toBeGreaterThan(400)
  expect(platform.health.filter(({ sentence }) => sentence.startsWith('Watching'))).toHaveLength(1)
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
  const made = await watch(behaviour, 'starttls')
  await givenUp(made)
  heardNoSecret(made.server)
  expect(made.platform.delivered).toEqual([])
})

test('a server with an untrusted certificate gets no password', async () => {
  const made = await watch(honestBut({}), 'tls', selfSigned())
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
