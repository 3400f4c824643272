import type { Channel } from '@throughline/protocol/channels/channels.ts'
import { seededRandom } from '../../../server/test/mail/generating/random.ts'
import { configure, supportAddress } from '../../crash/configure.ts'
import type { Ledger } from '../../crash/ledger.ts'
import type { Receivers } from '../../crash/receivers.ts'
import { sendAnswers } from '../../crash/sending/send-answers.ts'
import { sendMails } from '../../crash/sending/send-mails.ts'
import { sendMessages } from '../../crash/sending/send-messages.ts'
import { callApi } from '../../product/api.ts'
import { until } from '../until.ts'
import { startChat, type Chat } from './chat.ts'
import { openDesk, type Desk } from './desk.ts'
import { startMailbox, type Mailbox } from './mailbox.ts'
import { startSnoozes, type Snoozes } from './snoozes.ts'

export interface Traffic {
  readonly chats: readonly Chat[]
  readonly desks: readonly Desk[]
  readonly mailbox: Mailbox
  readonly snoozes: Snoozes
  /** Ends what was begun; chats and desks stay open. */
  finish(): Promise<void>
  close(): Promise<void>
}

/** Mail, programs, chats and staff, all by way of one address: the company's day. */
export async function startTraffic(options: {
  seed: number
  server: { url: string; token: string }
  nodes: readonly { url: string }[]
  smtpPort: number
  receivers: Receivers
  ledger: Ledger
}): Promise<Traffic> {
  const { seed, server, nodes, smtpPort, receivers, ledger } = options
  const channelId = await configure(server, receivers)
  for (const { url } of nodes)
    await until('each node takes mail for the address', () => knowsAddress({ ...server, url }))
  const shop = await callApi<{ id: string }>(server, 'POST', '/channels', {
    kind: 'webchat',
    name: 'Site',
    settings: {},
  })
  const chats = await Promise.all(
    ['ana', 'ben', 'cleo'].map((name, at) =>
      startChat({
        ...server,
        name: `${name}-${seed}`,
        channelId: shop.id,
        random: seededRandom(seed + 100 + at),
        pauseMs: 1000,
        ledger,
      }),
    ),
  )
  const customerIds = chats.map(({ customerId }) => customerId)
  const desks = await Promise.all([openDesk(server, customerIds), openDesk(server, customerIds)])
  const mailbox = await startMailbox({ seed: seed + 7, server, pauseMs: 1200, ledger })
  const snoozes = startSnoozes({ seed: seed + 8, server, channelId, pauseMs: 2500, ledger })
  const senders = [
    mailbox,
    snoozes,
    sendMails({ seed, smtpPort, to: supportAddress, lanes: 2, pauseMs: 600, ledger }),
    sendMessages({ seed, ...server, channelId, lanes: 2, pauseMs: 600, ledger }),
    sendAnswers({ seed, ...server, pauseMs: 800, ledger }),
    ...chats,
  ]
  return {
    chats,
    desks,
    mailbox,
    snoozes,
    async finish() {
      await Promise.all(senders.map((sender) => sender.finish()))
    },
    async close() {
      for (const screen of [...chats, ...desks]) screen.close()
      await mailbox.close()
    },
  }
}

/** A node learns within a third of a second what was set at another; until then it refuses mail for the address. */
async function knowsAddress(node: { url: string; token: string }): Promise<boolean> {
  const { items } = await callApi<{ items: Channel[] }>(node, 'GET', '/channels')
  return items.some(({ settings }) => settings['address'] === supportAddress)
}
