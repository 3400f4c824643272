import { afterEach, describe, expect, test } from 'vitest'
import { ChannelError } from '../../../src/channels/contract.ts'
import { createEmailAdapter } from '../../../src/channels/adapters/email/email.ts'
import { emailChannel, outboundMessage } from '../../mail/email-channel.ts'
import { selfSigned } from '../../mail/self-signed.ts'
import { until } from '../../mail/until.ts'
import { pour, startHostileSocket, type Behaviour, type HostileSocket } from './hostile-socket.ts'

// A mail server that an admin named, or somebody on the way to it, and that means harm.

const password = 'TOP-SECRET-0b7d'
const asSent = Buffer.from(`\0help\0${password}`).toString('base64')
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type Security = 'none' | 'starttls' | 'tls'

async function sendTo(behaviour: Behaviour, security: Security = 'none', tls?: { key: string; cert: string }) {
  const server = await startHostileSocket(behaviour, tls)
  const adapter = createEmailAdapter({ smtpListen: null, smtpUrl: null, sendWithinMs: 700 })
  closing.push(
    () => adapter.close(),
    () => server.close(),
  )
  const smtp = { host: '127.0.0.1', port: server.port, security, user: 'help', password }
  const { context } = emailChannel({ address: 'help@shop.example', smtp })
  const outcome = await adapter.send(outboundMessage(), context).catch((error: unknown) => error)
  return { server, outcome }
}

/** Not trusted with a word of ours in clear. */
function heardNoSecret(server: HostileSocket): void {
  expect(server.heard()).not.toContain(password)
  expect(server.heard()).not.toContain(asSent)
  expect(server.heard()).not.toContain('AUTH')
}

function refusal(outcome: unknown): ChannelError {
  expect(outcome).toBeInstanceOf(ChannelError)
  const error = outcome as ChannelError
  // What is kept with the entry and shown to people.
  const shown = JSON.stringify([error.message, error.code, error.cause ?? null, error.stack])
  expect(error.message.length).toBeLessThan(400)
  for (const secret of [password, asSent]) expect(shown).not.toContain(secret)
  return error
}

const stages = ['<connect>', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA', '.'] as const
type Stage = (typeof stages)[number]

/** Behaves until a stage, and does what it is told to from there. */
function upTo(
  stage: Stage,
  then: (say: (text: string) => void, socket: Parameters<NonNullable<Behaviour['greet']>>[1]) => void,
): Behaviour {
  const answers: Record<string, string> = {
    EHLO: '250-hostile\r\n250 AUTH PLAIN LOGIN\r\n',
    AUTH: '235 in\r\n',
    DATA: '354 go on\r\n',
  }
  return {
    greet: (say, socket) => (stage === '<connect>' ? then(say, socket) : say('220 hostile\r\n')),
    line(line, say, socket) {
      const verb = line === '.' ? '.' : line.split(/[ :]/)[0]!.toUpperCase()
      if (!stages.includes(verb as Stage) && verb !== 'QUIT') return
      if (verb === stage) then(say, socket)
      else say(answers[verb] ?? '250 yes\r\n')
    },
  }
}

describe.each(stages)('at %s', (stage) => {
  test('a server that falls silent is given up', async () => {
    const { server, outcome } = await sendTo(upTo(stage, () => {}))
    expect(refusal(outcome).kind).toBe('retryable')
    await until('it is hung up on', () => server.open() === 0)
  })

  test('a server that sends one character after the other is given up, too', async () => {
    const { server, outcome } = await sendTo(
      upTo(stage, (say, socket) => {
        say('250-')
        const drip = setInterval(() => say('x'), 20)
        socket.on('close', () => clearInterval(drip))
      }),
    )
    expect(refusal(outcome).kind).toBe('retryable')
    await until('it is hung up on', () => server.open() === 0)
  })

  test.each([
    ['a line without end', 'x'.repeat(60_000)],
    ['an answer of lines without end', '250-and more\r\n'.repeat(4000)],
    ['empty lines without end', '\r\n'.repeat(30_000)],
  ])('%s is given up, and memory does not grow', async (_name, text) => {
    const before = process.memoryUsage().rss
    const { server, outcome } = await sendTo(upTo(stage, (_say, socket) => pour(socket, text)))
    refusal(outcome)
    await until('it is hung up on', () => server.open() === 0)
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
  })
})

test.each([
  ['offers no STARTTLS', upTo('AUTH', () => {})],
  [
    'refuses STARTTLS',
    {
      greet: (say) => say('220 hi\r\n'),
      line: (line, say) => say(line.startsWith('EHLO') ? '250-hi\r\n250 STARTTLS\r\n' : '454 not now\r\n'),
    },
  ],
  [
    'answers STARTTLS and goes on in clear',
    {
      greet: (say) => say('220 hi\r\n'),
      line: (line, say) =>
        say(line.startsWith('EHLO') ? '250-hi\r\n250 STARTTLS\r\n' : '220 go\r\n250-hi\r\n250 AUTH PLAIN\r\n'),
    },
  ],
] satisfies [string, Behaviour][])('a server that %s gets no password', async (_name, behaviour) => {
  const { server, outcome } = await sendTo(behaviour, 'starttls')
  refusal(outcome)
  heardNoSecret(server)
})

test('a server with an untrusted certificate gets no password', async () => {
  const { server, outcome } = await sendTo(
    upTo('AUTH', () => {}),
    'tls',
    selfSigned(),
  )
  expect(refusal(outcome).kind).toBe('credentials')
  heardNoSecret(server)
})

test.each([
  ['in clear', `535 5.7.8 not ${password}\r\n`],
  ['as it was sent', `535 5.7.8 not ${asSent}\r\n`],
  ['in a line that turns around and hides', `535 \u202e${password}\u202c\u200b\u0007 ${'z'.repeat(5000)}\r\n`],
])('a password that a server repeats, %s, is not shown', async (_name, answer) => {
  const { outcome } = await sendTo(upTo('AUTH', (say) => say(Buffer.from(answer).toString())))
  const { message, kind } = refusal(outcome)
  expect(kind).toBe('credentials')
  // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
  expect(message).not.toMatch(/[\u0000-\u001f\u200b\u202a-\u202e]/)
})

test('a server that asks for the password again and again gets it once, and is given up', async () => {
  const { server, outcome } = await sendTo({
    greet: (say) => say('220 hi\r\n'),
    line: (line, say) => say(line.startsWith('EHLO') ? '250-hi\r\n250 AUTH LOGIN\r\n' : '334 VXNlcm5hbWU6\r\n'),
  })
  refusal(outcome)
  expect(server.heard().split(Buffer.from(password).toString('base64'))).toHaveLength(2)
  await until('it is hung up on', () => server.open() === 0)
})

test('a server that accepts a mail and then refuses has got it, once', async () => {
  const { outcome } = await sendTo(upTo('.', (say) => say('250 queued\r\n550 5.1.1 not any more\r\n')))
  expect(outcome).toMatchObject({ state: 'sent' })
})
