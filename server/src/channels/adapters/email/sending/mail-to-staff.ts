import { emailFailureWords } from '@throughline/protocol/email/failure-words.ts'
import MailComposer from 'nodemailer/lib/mail-composer'
import { secondMs } from '../../../../lib/clock.ts'
import { ChannelError, type ChannelContext, type MailToStaff } from '../../../contract.ts'
import { domainOf } from '../addresses.ts'
import { hashOf, loopHeader } from '../our-marks.ts'
import { oneLine } from '../one-line.ts'
import type { EmailSettings } from '../settings.ts'
import { secretsOf } from '../withhold.ts'
import { fromAddress, recipient } from './addressing.ts'
import { startDeadline, TooSlow } from './deadline.ts'
import { channelErrorOf } from './failures.ts'
import type { Transports } from './transports.ts'

/** Somebody waits for the answer. */
const withinMs = 20 * secondMs

/** One mail to one of us, with our mark and as from a machine, so that no program answers it. */
export async function mailToStaff(
  { to, fromName, subject, text, key }: MailToStaff,
  { channel, clock }: ChannelContext<EmailSettings>,
  transports: Transports,
): Promise<void> {
  const transport = transports.of(channel)
  const from = fromAddress({ earlier: [] }, channel.settings)
  if (transport === null || from === null) {
    throw new ChannelError('credentials', 'no_address', emailFailureWords.no_address())
  }
  const address = recipient(to.address)
  const mail = new MailComposer({
    from: { name: channel.settings.senderName || oneLine(fromName), address: from },
    to: { name: oneLine(to.name), address },
    subject: oneLine(subject),
    messageId: `<${hashOf(key)}@${domainOf(from)}>`,
    date: clock.now(),
    headers: {
      [loopHeader]: channel.id,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
    },
    text,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const raw = await mail.compile().build()
  const deadline = startDeadline(withinMs)
  try {
    await Promise.race([transport.sendMail({ envelope: { from, to: [address] }, raw }), deadline.passed])
  } catch (error) {
    if (error instanceof TooSlow) transports.abandon(channel)
    throw channelErrorOf(error, secretsOf(channel.settings))
  } finally {
    deadline.stop()
  }
}
