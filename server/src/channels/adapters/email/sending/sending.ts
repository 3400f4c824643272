import { emailFailureWords } from '@throughline/protocol/email/failure-words.ts'
import { emailWords } from '@throughline/protocol/email/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import type { NodemailerError, SMTPPoolSentMessageInfo } from 'nodemailer'
import { minuteMs } from '../../../../lib/clock.ts'
import { ChannelError, type ChannelContext, type OutboundMessage, type SendReceipt } from '../../../contract.ts'
import type { EmailSettings } from '../settings.ts'
import { fromAddress } from './addressing.ts'
import { quote, secretsOf } from '../withhold.ts'
import { startDeadline, TooSlow } from './deadline.ts'
import { channelErrorOf, isDeadAddress } from './failures.ts'
import { renderMail, type LoadedAttachment } from './render.ts'
import type { Transports } from './transports.ts'

export { channelErrorOf } from './failures.ts'
export { mailToStaff, staffReplyAddress } from './mail-to-staff.ts'
export { createTransports, optionsOf, refuseWithoutPassword, tokenGiver } from './transports.ts'

/**
 * Hands one mail to a server, or keeps it in the built-in outbox when there is none. Says what became of it in the
 * platform's words; refuses to decide when to try again.
 */
export async function sendMail(
  message: OutboundMessage,
  context: ChannelContext<EmailSettings>,
  transports: Transports,
  sendWithinMs = defaultSendWithinMs,
): Promise<SendReceipt> {
  const { channel } = context
  const transport = transports.of(channel)
  const from = fromAddress(message, channel.settings) ?? (transport === null ? nobodyYet : null)
  if (from === null) {
    throw new ChannelError('credentials', noAddress.code, noAddress)
  }
  const mail = await renderMail(message, await load(message), { ...channel, from })
  if (transport === null) {
    await context.keepInOutbox({
      entryId: message.entryId,
      envelopeFrom: mail.envelope.from,
      recipients: mail.envelope.to,
      subject: mail.subject,
      text: mail.text,
      messageId: mail.messageId,
      raw: mail.raw,
    })
    return { providerId: mail.messageId, state: 'kept' }
  }
  const deadline = startDeadline(sendWithinMs)
  try {
    const info = await Promise.race([transport.sendMail({ envelope: mail.envelope, raw: mail.raw }), deadline.passed])
    // Some servers give the mail a Message-ID of their own, and that is the one answers and bounces will name.
    const providerId = info.serverMessageId?.replace(/^<|>$/g, '') ?? mail.messageId
    return { providerId, state: 'sent', ...rejectedIn(info, secretsOf(channel.settings)) }
  } catch (error) {
    if (error instanceof TooSlow) transports.abandon(channel)
    throw channelErrorOf(error, secretsOf(channel.settings))
  } finally {
    deadline.stop()
  }
}

/**
 * For one mail, from the first byte to the server's yes. A server that drips a character a minute is never silent; a
 * large mail on a slow line, and a server that looks for viruses first, have to fit.
 */
const defaultSendWithinMs = 10 * minuteMs

/** The outbox sends nothing: mail in it can be read before an address is set. */
const nobodyYet = 'support@localhost'

const noAddress = {
  code: 'no_address',
  ...emailFailureWords.no_address(),
} as const

/** Known before anything is written: mail would leave the installation, and the channel has no address for its From. */
export function whyNotSend(
  settings: EmailSettings,
  { smtpUrl }: { smtpUrl: string | null },
): ({ code: 'no_address' } & Wording) | null {
  const leaves = settings.smtp !== undefined || smtpUrl !== null
  return leaves && fromAddress({ earlier: [] }, settings) === null ? noAddress : null
}

/** Neither the channel nor the installation has a server: mail can be read here, and nobody gets it. */
export function whyKept({ smtp }: EmailSettings, { smtpUrl }: { smtpUrl: string | null }): Wording | null {
  return smtp === undefined && smtpUrl === null ? emailWords.kept_in_outbox() : null
}

/** In base64 it grows by a third, and 25 MB is what servers take. */
export const maxAttachmentBytes = 18 * 1024 * 1024

async function load({ attachments }: OutboundMessage): Promise<LoadedAttachment[]> {
  const bytes = attachments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  if (bytes > maxAttachmentBytes) {
    const maxMb = maxAttachmentBytes / 1024 / 1024
    throw new ChannelError('permanent', 'too_large', emailFailureWords.attachments_too_large({ maxMb }))
  }
  return Promise.all(attachments.map(async (attachment) => ({ ...attachment, content: await attachment.read() })))
}

function rejectedIn(info: SMTPPoolSentMessageInfo, secrets: readonly string[]): Pick<SendReceipt, 'rejected'> {
  const errors: NodemailerError[] = info.rejectedErrors ?? []
  if (errors.length === 0) return {}
  return {
    rejected: errors.map(({ recipient, response, message, responseCode }) => {
      const said = quote(response ?? message, secrets)
      return {
        recipient: recipient ?? '',
        hard: (responseCode ?? 0) >= 500 && isDeadAddress(said),
        ...emailFailureWords.address_refused({ said }),
      }
    }),
  }
}
