import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Customer, CustomerRow, Merge } from '@throughline/protocol/customers/customers.ts'
import type { Delivery } from '@throughline/protocol/timeline/delivery.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { handoverFields } from '@throughline/protocol/issues/handovers.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import PostalMime from 'postal-mime'
import { setTimeout as delay } from 'node:timers/promises'
import type { LabMailToSend } from '../../src/edges/lab/lab.ts'
import { demoPassword, shop as ourShop, staff, type Player, type StaffName } from '../cast.ts'
import { signIn, type Api } from './api.ts'
import { openAttacks, type Attacks } from './attacks.ts'
import { mailTo, openInbox, type InboxVerbs } from './inbox.ts'
import type { Stage } from './stage.ts'
import { openWidgets } from './widgets.ts'

export type File = { filename: string; contentType: string; content: Buffer }

export interface Said {
  text: string
  html?: string
  files?: File[]
}

/** What the next person has to know. */
export type SaidPacket = Partial<Record<(typeof handoverFields)[number], string>>

/**
 * The verbs of a story. Customers mail by SMTP and speak in the shop's app; staff sign in and do what the desk lets
 * them do. Nothing reaches into the product: what stands there in the end, its own rules have made.
 */
export interface Story extends Attacks {
  readonly stage: Stage
  /** A mail, from the first address unless another is named. */
  mails(who: Player, mail: Omit<LabMailToSend, 'from' | 'to'> & { from?: string; name?: string }): Promise<void>
  /** Answers the newest mail in the mailbox, quoting it as mail programs do; `by`: somebody to whom it was passed on. */
  replies(who: Player, text: string, options?: { from?: string; by?: Player; files?: File[] }): Promise<void>
  /** In the shop's app, each text a message of its own. */
  says(who: Player, ...texts: string[]): Promise<void>
  /** In the chat on the shop's page, signed in there unless they are a guest; each text a message of its own. */
  chats(who: Player, ...texts: string[]): Promise<void>
  by(name: StaffName): StaffVerbs
  /** Until the report about the newest answer has come back. */
  untilBounced(who: Player): Promise<void>
  customerOf(who: Player, address?: string): Promise<CustomerRow>
  /** The one that moved last. */
  issueOf(who: Player, address?: string): Promise<Issue>
}

export interface StaffVerbs extends InboxVerbs {
  /** On the newest issue, where the customer last wrote; waits until it has left. */
  answers(who: Player, said: string | Said, address?: string): Promise<Entry>
  /** By mail to somebody who has not written, which opens an issue; waits until it has left. */
  writesFirst(to: Player, mail: { subject: string; text: string }): Promise<Entry>
  /** All messages of their issue, with words above; waits until it has left. */
  forwards(who: Player, to: Player, text: string): Promise<Entry>
  notes(who: Player, text: string, address?: string): Promise<Entry>
  edits(note: Entry, text: string): Promise<void>
  takes(who: Player): Promise<void>
  assigns(who: Player, to: StaffName | null): Promise<void>
  handsOver(who: Player, to: StaffName, said: SaidPacket): Promise<void>
  /** The newest handover. */
  acknowledges(who: Player): Promise<void>
  closes(who: Player): Promise<void>
  snoozes(who: Player, until: Date): Promise<void>
  changes(who: Player, change: Partial<Pick<Issue, 'subject' | 'topic' | 'priority' | 'teamId'>>): Promise<void>
  knows(who: Player, attributes: Record<string, string | number | string[]>): Promise<void>
  merges(canonical: CustomerRow, other: CustomerRow, reason: string): Promise<Merge>
  readonly api: Api
}

const patienceMs = 20_000

export async function openStory(stage: Stage, channels: { app: Channel; chat: Channel }): Promise<Story> {
  const { api, mail, url, clock } = stage
  const apiByStaff = new Map<StaffName, Api>()
  const idByStaff = new Map<StaffName, string>()
  const { items } = await api.call<{ items: { id: string; email: string }[] }>('GET', '/staff?limit=200')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets what it knew
  const names = Object.keys(staff) as StaffName[]
  await Promise.all(
    names.map(async (name) => {
      const { email } = staff[name]
      idByStaff.set(name, items.find((item) => item.email === email)!.id)
      apiByStaff.set(name, await signIn(url, { email, password: demoPassword }))
    }),
  )
  const widgets = openWidgets(stage, channels.chat.id)
  /** Guests are found by what they said: the address that they typed is not theirs to be found by. */
  const idByGuest = new Map<Player, string>()
  let count = 0

  async function customerOf(who: Player, address: string = who.addresses[0]): Promise<CustomerRow> {
    if (who.isGuest) return api.call('GET', `/customers/${idByGuest.get(who)}`)
    const found = await api.call<{ items: CustomerRow[] }>('GET', `/customers?query=${encodeURIComponent(address)}`)
    const row = found.items.find(({ identities }) =>
      identities.some(({ value, assurance }) => value === address && assurance !== 'claimed'),
    )
    if (!row) throw new Error(`Nobody has the address ${address} yet.`)
    return row
  }

  async function issueOf(who: Player, address?: string): Promise<Issue> {
    const { id } = await customerOf(who, address)
    const found = await api.call<{ items: Issue[] }>('GET', `/issues?customerId=${id}&limit=1`)
    if (!found.items[0]) throw new Error(`${who.name} has no issue yet.`)
    return found.items[0]
  }

  /** A provider and its other side work beside the story: it waits for them before time goes on. */
  async function until(entryId: string, isThere: (delivery: Delivery | null) => boolean): Promise<Entry> {
    const deadline = performance.now() + patienceMs
    for (;;) {
      const entry = await api.call<Entry>('GET', `/entries/${entryId}`)
      if (isThere(entry.delivery)) return entry
      if (performance.now() > deadline) throw new Error(`An answer is stuck: ${JSON.stringify(entry.delivery)}`)
      await delay(10)
    }
  }

  function by(name: StaffName): StaffVerbs {
    const own = apiByStaff.get(name)!
    /** Who does something with an issue has it before their eyes. */
    const reads = ({ id, lastContactAt: upTo }: Issue) => own.call('PUT', `/issues/${id}/reading`, { upTo })
    const changeIssue = async (who: Player, path: string, body: unknown = {}): Promise<void> => {
      const issue = await issueOf(who)
      await reads(issue)
      await own.call('POST', `/issues/${issue.id}/${path}`, body)
    }
    return {
      ...openInbox(own, { customerOf, issueOf }),
      api: own,
      async answers(who, said, address) {
        const { text, html, files = [] } = typeof said === 'string' ? { text: said } : said
        const issue = await issueOf(who, address)
        await reads(issue)
        const uploaded = await Promise.all(
          files.map(({ filename, contentType, content }) => own.upload(filename, contentType, content)),
        )
        const entry = await own.call<Entry>('POST', `/customers/${issue.customerId}/entries`, {
          kind: 'message',
          ...(html === undefined ? { text } : { content: { text, html } }),
          issueId: issue.id,
          attachmentIds: uploaded.map(({ id }) => id),
          echoId: `story-${++count}`,
        })
        const left = await until(entry.id, hasLeft)
        // The visitor is still chatting and sees the answer: else it would go on by mail.
        if (left.channel?.id === channels.chat.id) await widgets.see(who, left.id)
        return left
      },
      async writesFirst(to, content) {
        const { customerId } = await own.call<{ customerId: string }>('POST', '/recipients', { email: to.addresses[0] })
        await own.call('PATCH', `/customers/${customerId}`, { displayName: to.name })
        const entry = await own.call<Entry>('POST', `/customers/${customerId}/entries`, {
          kind: 'message',
          content,
          ...(await mailTo(own, { customerId })),
          newIssue: true,
          echoId: `story-${++count}`,
        })
        return until(entry.id, hasLeft)
      },
      async forwards(who, to, text) {
        const issue = await issueOf(who)
        await reads(issue)
        const body = { to: [to.addresses[0]], text, echoId: `story-${++count}` }
        const entry = await own.call<Entry>('POST', `/issues/${issue.id}/forwards`, body)
        return until(entry.id, hasLeft)
      },
      async notes(who, text, address) {
        const issue = await issueOf(who, address)
        await reads(issue)
        return own.call('POST', `/customers/${issue.customerId}/entries`, { kind: 'note', text, issueId: issue.id })
      },
      async edits({ id }, text) {
        await own.call('POST', `/entries/${id}/edits`, { text })
      },
      takes: (who) => changeIssue(who, 'assignment', { ownerId: idByStaff.get(name) }),
      assigns: (who, to) => changeIssue(who, 'assignment', { ownerId: to && idByStaff.get(to) }),
      handsOver: (who, to, said) => changeIssue(who, 'handover', { ownerId: idByStaff.get(to), ...said }),
      async acknowledges(who) {
        const { id, customerId } = await issueOf(who)
        const { items } = await own.call<{ items: Entry[] }>('GET', `/customers/${customerId}/thread?order=desc`)
        const handover = items.find(({ kind, issueId }) => kind === 'handover' && issueId === id)
        if (!handover) throw new Error(`Nothing of ${who.name} was handed over.`)
        await own.call('POST', `/handovers/${handover.id}/acknowledgement`, {})
      },
      closes: (who) => changeIssue(who, 'closure'),
      snoozes: (who, until) => changeIssue(who, 'snooze', { until: until.toISOString() }),
      async changes(who, change) {
        const { id } = await issueOf(who)
        await own.call('PATCH', `/issues/${id}`, change)
      },
      async knows(who, attributes) {
        const { id } = await customerOf(who)
        await own.call<Customer>('PATCH', `/customers/${id}`, { attributes })
      },
      merges: (canonical, other, reason) =>
        own.call<Merge>('POST', `/customers/${canonical.id}/merges`, { otherCustomerId: other.id, reason }),
    }
  }

  return {
    stage,
    async mails(who, { from: address = who.addresses[0], name = who.name, ...rest }) {
      await mail.send({ from: { name, address }, to: ourShop.supportAddress, ...rest })
    },
    async replies(
      who,
      text,
      { from: address = who.addresses[0], by: writer = { ...who, addresses: [address] }, files = [] } = {},
    ) {
      const answered = (await mail.mailsOf(address)).findLast(({ folder }) => folder === 'inbox')
      if (!answered) throw new Error(`There is nothing to answer in the mailbox of ${address}.`)
      const {
        messageId,
        references,
        from,
        replyTo,
        subject = '',
        text: quoted = '',
      } = await PostalMime.parse(answered.raw)
      const on = new Date(answered.atMs).toUTCString().slice(0, 22)
      await mail.send({
        from: { name: writer.name, address: writer.addresses[0] },
        to: replyTo?.[0]?.address ?? from?.address ?? ourShop.supportAddress,
        subject: /^re:/i.test(subject) ? subject : `Re: ${subject}`,
        text: `${text}\n\nOn ${on}, ${from?.name ?? ''} wrote:\n${quoted.trimEnd().replaceAll(/^/gm, '> ')}\n`,
        attachments: files,
        ...(messageId === undefined
          ? {}
          : { inReplyTo: messageId, references: [references, messageId].filter(Boolean).join(' ') }),
      })
    },
    async says(who, ...texts) {
      const [value] = who.addresses
      for (const text of texts) {
        await api.call('POST', `/channels/${channels.app.id}/inbound`, {
          id: `app-${++count}`,
          from: { kind: 'email', value, name: who.name, assurance: 'possession-proven' },
          text,
          occurredAt: clock.now().toISOString(),
        })
      }
    },
    async chats(who, ...texts) {
      for (const text of texts) {
        const { id } = await widgets.say(who, text)
        if (who.isGuest) idByGuest.set(who, (await api.call<Entry>('GET', `/entries/${id}`)).customerId)
      }
    },
    by,
    ...openAttacks(stage, { widgets, clerk: apiByStaff.get('nia')! }),
    async untilBounced(who) {
      const { id } = await customerOf(who)
      const newest = await api.call<{ items: Entry[] }>('GET', `/customers/${id}/thread?order=desc&limit=20`)
      const answer = newest.items.find(({ direction }) => direction === 'out')!
      await until(answer.id, (delivery) => delivery?.state === 'failed')
    },
    customerOf,
    issueOf,
  }
}

function hasLeft(delivery: Delivery | null): boolean {
  return delivery?.state !== 'queued' && delivery?.state !== 'sending'
}
