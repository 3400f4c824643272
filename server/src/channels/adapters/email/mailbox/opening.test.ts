import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { selfSigned } from '../../../../../test/mail/self-signed.ts'
import { portOf } from '../../../../../test/mail/ports.ts'
import { EmailSettings, type ImapSettings } from '../settings.ts'
import { openAccount } from './opening.ts'
import { defaultMailboxLimits } from './limits.ts'

// Who is on the way to a mail server gets no password, and brings no mail.

const password = 'the password of the mailbox'
let server: Server | null = null
afterEach(() => server?.close())

type Answer = (command: string, tag: string, socket: Socket) => string | null

/** A server that answers each line, and what it was told. */
async function impostor(greeting: string, answer: Answer, isTls = false): Promise<{ port: number; told: string[] }> {
  const told: string[] = []
  const talk = (socket: Socket): void => {
    socket.on('error', () => {})
    socket.write(greeting)
    socket.on('data', (chunk) => {
      for (const line of chunk.toString('latin1').split('\r\n').filter(Boolean)) {
        told.push(line)
        const [tag = '', command = ''] = line.split(' ')
        const said = answer(command.toUpperCase(), tag, socket)
        if (said !== null) socket.write(said)
      }
    })
  }
  server = isTls ? createTlsServer(selfSigned(), talk) : createServer(talk)
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  return { port: portOf(server), told }
}

function settings(port: number, security: 'tls' | 'starttls'): ImapSettings {
  const imap = { host: '127.0.0.1', port, security, user: 'help@kettle.example', password }
  return EmailSettings.parse({ address: 'help@kettle.example', imap }).imap!
}
const noTokens = { of: () => Promise.reject(new Error('no tokens here')) }
const open = async (imap: ImapSettings): Promise<'opened' | 'refused'> => {
  try {
    const { client } = await openAccount(imap, noTokens, defaultMailboxLimits, AbortSignal.timeout(8000))
    client.close()
    return 'opened'
  } catch {
    return 'refused'
  }
}

const capable =
  (capabilities: string): Answer =>
  (command, tag) =>
    command === 'CAPABILITY'
      ? `* CAPABILITY IMAP4rev1 ${capabilities}\r\n${tag} OK done\r\n`
      : command === 'STARTTLS'
        ? `${tag} BAD no\r\n`
        : `${tag} OK done\r\n`

test.each<[string, 'tls' | 'starttls', string, Answer]>([
  ['a certificate that nobody vouches for', 'tls', '* OK ready\r\n', capable('')],
  ['no encryption offered', 'starttls', '* OK ready\r\n', capable('AUTH=PLAIN')],
  ['encryption offered and then refused', 'starttls', '* OK ready\r\n', capable('STARTTLS AUTH=PLAIN')],
  ['signed in already, without encryption', 'starttls', '* PREAUTH welcome\r\n', capable('STARTTLS')],
  [
    'capabilities in a greeting that leave encryption out',
    'starttls',
    '* OK [CAPABILITY IMAP4rev1] hi\r\n',
    capable(''),
  ],
  ['signed in already, with capabilities', 'starttls', '* PREAUTH [CAPABILITY IMAP4rev1] hi\r\n', capable('')],
])('a server with %s is refused, and hears no password', async (_, security, greeting, answer) => {
  const { port, told } = await impostor(greeting, answer, security === 'tls')
  expect(await open(settings(port, security))).toBe('refused')
  const all = told.join('\n')
  expect(all).not.toContain(password)
  expect(all).not.toContain(Buffer.from(`\0help@kettle.example\0${password}`).toString('base64'))
  expect(all).not.toMatch(/LOGIN|AUTHENTICATE/i)
})
