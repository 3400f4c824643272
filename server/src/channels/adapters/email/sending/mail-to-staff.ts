import { emailFailureWords } from '@throughline/protocol/email/failure-words.ts'
import MailComposer from 'nodemailer/lib/mail-composer'
import { secondMs } from '../../../../lib/clock.ts'
import { ChannelError, type ChannelContext, type MailToStaff, type StaffReplyAddress } from '../../../contract.ts'
import { domainOf, withReplyToken } from '../addresses.ts'
import { hashOf, loopHeader } from '../our-marks.ts'
import { oneLine } from '../../../../lib/one-line.ts'
import { usesReplyAddressing, type EmailSettings } from '../settings.ts'
import { secretsOf } from '../withhold.ts'
import { fromAddress, recipient } from './addressing.ts'
import { startDeadline, TooSlow } from './deadline.ts'
import { channelErrorOf } from './failures.ts'
import type { Transports } from './transports.ts'

/** Somebody waits for the answer. */
const withinMs = 20 * secondMs

/** Null where plus addresses are not used, or this one would become too long. */
export function staffReplyAddress(settings: EmailSettings, token: string): StaffReplyAddress | null {
  const from = fromAddress({ earlier: [] }, settings)
  const address = from !== null && usesReplyAddressing(settings) ? withReplyToken(from, token) : null
  return address === null ? null : { address, checksSenders: settings.authservIds.length > 0 }
}

/** One mail to one of us, with our mark and as from a machine, so that no program answers it. */
export async function mailToStaff(
  { to, fromName, byName, subject, text, html, key, threadKey, replyTo, settingsUrl }: MailToStaff,
  { channel, clock }: ChannelContext<EmailSettings>,
  transports: Transports,
): Promise<string> {
  const transport = transports.of(channel)
  const from = fromAddress({ earlier: [] }, channel.settings)
  if (transport === null || from === null) {
    throw new ChannelError('credentials', 'no_address', emailFailureWords.no_address())
  }
  const address = recipient(to.address)
  const house = channel.settings.senderName || oneLine(fromName)
  const sender = [oneLine(byName ?? ''), house === '' ? '' : byName ? `(${house})` : house].join(' ').trim()
  const messageId = `${hashOf(key)}@${domainOf(from)}`
  const mail = new MailComposer({
    from: { name: sender, address: from },
    ...(replyTo ? { replyTo: { name: sender, address: replyTo } } : {}),
    to: { name: oneLine(to.name), address },
    subject: oneLine(subject),
    messageId: `<${messageId}>`,
    // No mail has this name: programs put together what refers to the same one.
    ...(threadKey === undefined ? {} : { references: [`<${hashOf(threadKey)}@${domainOf(from)}>`] }),
    date: clock.now(),
    headers: {
      [loopHeader]: channel.id,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      ...(settingsUrl === undefined ? {} : { 'List-Unsubscribe': `<${settingsUrl}>` }),
    },
    text,
    ...(html === undefined ? {} : { html }),
    baseBoundary: hashOf(`${key} boundary`),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const raw = await mail.compile().build()
  const deadline = startDeadline(withinMs)
  try {
    await Promise.race([transport.sendMail({ envelope: { from, to: [address] }, raw }), deadline.passed])
    return messageId
  } catch (error) {
    if (error instanceof TooSlow) transports.abandon(channel)
    throw channelErrorOf(error, secretsOf(channel.settings))
  } finally {
    deadline.stop()
  }
}
