import type { Node } from '@throughline/protocol/nodes/nodes.ts'
import { seededRandom } from '../../../server/test/mail/generating/random.ts'
import { settingsOf, startImapServer } from '../../../server/test/mail/imap-server.ts'
import { boundary, checked, endlessMail } from '../../crash/sending/mail-supply.ts'
import { keepSending } from '../../crash/sending/until-acknowledged.ts'
import type { Ledger } from '../../crash/ledger.ts'
import { callApi } from '../../product/api.ts'

/** A mailbox at a provider, which the nodes read. What lies in it counts as acknowledged: they have to find it. */
export interface Mailbox {
  /** How many nodes had it open at the same time, at most. */
  readonly mostReaders: () => number
  finish(): Promise<void>
  close(): Promise<void>
}

const address = 'box@crash.example'
const lookEveryMs = 10

export async function startMailbox(options: {
  seed: number
  server: { url: string; token: string }
  pauseMs: number
  ledger: Ledger
}): Promise<Mailbox> {
  const { seed, server, pauseMs, ledger } = options
  const imap = await startImapServer()
  await callApi(server, 'POST', '/channels', {
    kind: 'email',
    name: 'Mailbox',
    settings: {
      address,
      authservIds: [boundary],
      acknowledgement: { enabled: true, text: 'We have your message and will answer soon.' },
      imap: settingsOf(imap),
    },
  })
  let most = 0
  const looking = setInterval(() => {
    most = Math.max(most, [...imap.sessions].filter(({ selected }) => selected !== null).length)
  }, lookEveryMs)
  const mails = endlessMail(seed, address)
  const sending = keepSending({ lanes: 1, pauseMs }, seededRandom(seed), async () => {
    const sent = mails.next().value
    ledger.mails.set(sent.mail.marker, { ...sent, acknowledged: true })
    imap.append(checked(sent.mail))
  })
  return {
    mostReaders: () => most,
    finish: () => sending.finish(),
    async close() {
      clearInterval(looking)
      await imap.close()
    },
  }
}

/** The node that reads the mailbox, by what a node says; null: none. */
export async function readerOf<One extends { url: string }>(
  nodes: readonly One[],
  asked: { url: string; token: string },
): Promise<One | null> {
  const { items } = await callApi<{ items: Node[] }>(asked, 'GET', '/nodes')
  const reader = items.find(({ leases }) => leases.some(({ kind }) => kind === 'channel'))
  return nodes.find(({ url }) => reader?.name.endsWith(`:${new URL(url).port}`)) ?? null
}
