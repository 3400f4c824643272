import { afterEach, expect } from 'vitest'
import { createEmailAdapter } from '../../../src/channels/adapters/email/email.ts'
import type { MailboxLimits } from '../../../src/channels/adapters/email/mailbox/limits.ts'
import { emailChannel, testPlatform, type TestPlatform } from '../../mail/email-channel.ts'
import { until } from '../../mail/until.ts'
import { startHostileSocket, type Behaviour, type HostileSocket, type Say } from './hostile-socket.ts'

export const password = 'TOP-SECRET-0b7d'
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

export type Act = (say: Say, tag: string, socket: Parameters<NonNullable<Behaviour['greet']>>[1]) => void

export interface Watched {
  server: HostileSocket
  platform: TestPlatform
}

/** A mailbox on a server that does as it is told, watched with little patience. */
export async function watch(
  behaviour: Behaviour,
  options: {
    security?: 'none' | 'starttls' | 'tls'
    tls?: { key: string; cert: string }
    limits?: Partial<MailboxLimits>
  } = {},
): Promise<Watched> {
  const { security = 'none', tls, limits } = options
  const server = await startHostileSocket(behaviour, tls)
  const mailboxLimits = { openMs: 400, progressMs: 600, retryMs: 60_000, signInRetryMs: 60_000, ...limits }
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
export async function givenUp({ server, platform }: Watched): Promise<string> {
  await until('it fails', () => platform.health.some(({ sentence }) => sentence.includes('Trying again')))
  await until('it is hung up on', () => server.open() === 0)
  const said = JSON.stringify(platform.health)
  expect(said).not.toContain(password)
  expect(said.length).toBeLessThan(3000)
  return said
}

/** An honest server of one mail, except where it is told otherwise. */
export function honestBut(acts: Partial<Record<string, Act>>, capabilities = 'IMAP4rev1 IDLE'): Behaviour {
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
