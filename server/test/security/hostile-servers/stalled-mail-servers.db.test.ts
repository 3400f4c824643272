import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../app.ts'
import { startHostileSocket, type HostileSocket } from './hostile-socket.ts'

// The whole product with three mail servers that take a mail and wait with their yes, and one that does not.

let app: TestApp
let stalling: MailServer[]
let good: MailServer
beforeAll(async () => {
  app = await startTestApp()
  stalling = [await connect('one'), await connect('two'), await connect('three')]
  good = await connect('good')
  good.goOn()
})
afterAll(async () => {
  for (const server of [...stalling, good]) await server.socket.close()
  await app.stop()
})

interface MailServer {
  socket: HostileSocket
  channel: Channel
  /** Senders that wait for its yes. */
  waiting: () => number
  /** Mails that it took. */
  taken: () => number
  goOn(): void
}

async function connect(name: string): Promise<MailServer> {
  let isStalling = true
  let taken = 0
  const held: (() => void)[] = []
  const answers: Record<string, string> = { EHLO: '250 yes', DATA: '354 go on', QUIT: '221 bye' }
  const socket = await startHostileSocket({
    greet: (say) => say('220 hi\r\n'),
    line(line, say) {
      const verb = line.split(/[ :]/)[0]!
      if (verb === '.') taken++
      else if (!['EHLO', 'MAIL', 'RCPT', 'DATA', 'RSET', 'QUIT'].includes(verb)) return
      const answer = (): void => say(`${answers[verb] ?? '250 yes'}\r\n`)
      if (isStalling && verb === 'MAIL') held.push(answer)
      else answer()
    },
  })
  const smtp = { host: '127.0.0.1', port: socket.port, security: 'none', user: '' }
  const settings = { address: `${name}@shop.example`, smtp }
  const channel = await app.api<Channel>('POST', '/channels', { kind: 'email', name, settings })
  return {
    socket,
    channel,
    waiting: () => held.length,
    taken: () => taken,
    goOn() {
      isStalling = false
      for (const answer of held.splice(0)) answer()
    },
  }
}

let customers = 0
async function write({ channel }: MailServer): Promise<Entry> {
  const identities = [{ kind: 'email', value: `customer${++customers}@mail.example` }]
  const customer = await app.api<Customer>('POST', '/customers', { identities })
  const message = { kind: 'message', text: 'Dear you', channelId: channel.id }
  return app.api('POST', `/customers/${customer.id}/entries`, message)
}
const stateOf = async ({ id }: Entry) => (await app.api<Entry>('GET', `/entries/${id}`)).delivery?.state

test('mail servers that stall hold up no mail of another channel, no job, and no mail is sent twice', async () => {
  const entries: Entry[] = []
  for (let i = 0; i < 6; i++) for (const server of stalling) entries.push(await write(server))
  await expect.poll(() => stalling.map((server) => server.waiting())).toEqual([4, 4, 4])

  for (let i = 0; i < 6; i++) await write(good)
  await expect.poll(() => good.taken()).toBe(6)
  expect(stalling.map((server) => server.taken())).toEqual([0, 0, 0])
  // Also of those that wait for a lane: they are not done over again.
  const { rows: queued } = await jobStates()
  expect(queued.map(({ state }) => state)).not.toContain('retry')

  for (const server of stalling) server.goOn()
  await expect.poll(async () => new Set(await Promise.all(entries.map(stateOf)))).toEqual(new Set(['sent']))
  expect(stalling.map((server) => server.taken())).toEqual([6, 6, 6])
  await expect.poll(async () => (await jobStates()).rows).toEqual([{ state: 'completed' }])
})

const jobStates = () =>
  sql<{ state: string }>`select distinct state from pgboss.job where name = 'deliver'`.execute(app.database.db)
