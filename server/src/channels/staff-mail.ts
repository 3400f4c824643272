import { staffWords } from '@throughline/protocol/staff/words.ts'
import { notificationWords } from '@throughline/protocol/notifications/words.ts'
import { dayMs, type Clock } from '../lib/clock.ts'
import { newId } from '../lib/ids.ts'
import { AppError, quotedUnlessOurs } from '../lib/errors.ts'
import type {
  AnswersGo,
  MailOutcome,
  NotificationMail,
  NotificationMailer,
} from '../judgement/notifications/notifications.ts'
import type { Db } from '../platform/db/db.ts'
import { companyName, type StaffMail } from '../people/staff/staff.ts'
import type { ChannelStore, ConfiguredChannel } from './configuring/channel-store.ts'
import { ChannelError, type StaffReplyAddress } from './contract.ts'
import type { ContextOf } from './context.ts'
import type { ReplyTokens } from './reply-token.ts'
import { canSend } from './sends.ts'
import type { WhoIsUs } from './us/who-is-us.ts'

/** For so long an answer to a notification is known by its address. After that it waits to be confirmed. */
export const answersKeptMs = 30 * dayMs

interface Deps {
  db: Db
  clock: Clock
  store: ChannelStore
  contextOf: ContextOf
  replyTokens: ReplyTokens
  whoIsUs: WhoIsUs
}

/**
 * Mail to the people who answer. It leaves by the first channel of mail that really sends, and never into the built-in
 * outbox, where the whole team would read it.
 */
export function createStaffMail({
  db,
  clock,
  store,
  contextOf,
  replyTokens,
  whoIsUs,
}: Deps): StaffMail & NotificationMailer {
  const addressOf = ({ adapter, settings }: ConfiguredChannel): string | null =>
    adapter.ownAddresses?.(settings).addresses[0] ?? null

  async function sender(): Promise<ConfiguredChannel | null> {
    const able = (await store.all()).filter(
      (channel) => channel.adapter.toStaff && canSend(channel) && addressOf(channel) !== null,
    )
    return able.find(({ sendingFailure }) => sendingFailure === null) ?? able[0] ?? null
  }

  async function comesBack(address: string): Promise<boolean> {
    const us = await whoIsUs.now()
    return us.isMailbox(address) || us.channelsOf([address]).size > 0
  }

  function tokenFor(answer: NotificationMail['answer']): string | null {
    if (answer === null) return null
    const expiresAt = new Date(clock.now().getTime() + answersKeptMs)
    const { issueId, staffId } = answer
    return replyTokens.make({ kind: 'colleague', issueId, identityMark: staffId, expiresAt })
  }

  async function notify(mail: NotificationMail): Promise<MailOutcome> {
    const channel = await sender()
    if (!channel) return { kind: 'no_channel' }
    if (await comesBack(mail.to.address)) {
      return { kind: 'refused', addressIsDead: true, why: notificationWords.own_address() }
    }
    const token = tokenFor(mail.answer)
    const reply = token === null ? null : replyAddress(channel, token)
    const { to, key, threadKey, settingsUrl } = mail
    const [fromName, byName] = [(await companyName(db)) ?? '', mail.fromName]
    const words = mail.words(goalOf(reply))
    const whole = { to, key, threadKey, settingsUrl, fromName, byName, replyTo: reply?.address ?? null, ...words }
    try {
      return { kind: 'sent', messageId: await channel.adapter.toStaff!.send(whole, contextOf(channel)) }
    } catch (error) {
      if (!(error instanceof ChannelError)) throw error
      const why = quotedUnlessOurs(error.wording)
      const isRefused = error.kind === 'permanent' || error.kind === 'malformed'
      if (isRefused) return { kind: 'refused', addressIsDead: error.addressIsDead, why }
      return { kind: 'later', afterMs: error.retryAfterMs, why }
    }
  }

  return {
    notify,
    comesBack,
    async way() {
      const channel = await sender()
      const from = channel && addressOf(channel)
      if (!channel || from === null) return null
      return { from, answersGo: goalOf(replyAddress(channel, tokenLike)) }
    },
    async from() {
      const channel = await sender()
      return channel && addressOf(channel)
    },
    async send(mail) {
      const channel = await sender()
      // It was there when it was offered.
      if (!channel) throw new AppError('conflict', staffWords.no_invitations())
      try {
        const fromName = (await companyName(db)) ?? ''
        await channel.adapter.toStaff!.send({ ...mail, fromName, key: newId() }, contextOf(channel))
      } catch (error) {
        if (!(error instanceof ChannelError)) throw error
        throw new AppError('upstream_failed', error.wording, { cause: error })
      }
    },
  }
}

/** As long as each token is: whether there is room for one in the address. */
const tokenLike = 'a'.repeat(48)

function replyAddress({ adapter, settings }: ConfiguredChannel, token: string): StaffReplyAddress | null {
  return adapter.toStaff?.replyAddress(settings, token) ?? null
}

function goalOf(reply: StaffReplyAddress | null): AnswersGo {
  if (reply === null) return null
  return reply.checksSenders ? 'to_customer' : 'to_confirm'
}
