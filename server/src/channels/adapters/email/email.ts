import { emailWords } from '@throughline/protocol/email/words.ts'
import { systemClock, type Clock } from '../../../lib/clock.ts'
import type { ChannelAdapter, Health } from '../../contract.ts'
import type { AddressRules } from '../../../lib/safe-address.ts'
import { checkDomain, discover } from './finding/finding.ts'
import { createMailDns, type MailDns } from './finding/mail-dns.ts'
import { createAccessTokens, type KeepRefreshToken } from './access-tokens.ts'
import {
  defaultListenerLimits,
  listenForMail,
  type ListenerLimits,
  type Listening,
  type SmtpListen,
} from './listener/listener.ts'
import { defaultMailboxLimits, watchMailbox, type MailboxLimits } from './mailbox/mailbox.ts'
import { describeReading, foldHtmlReply, readMail, sanitizeOutgoingHtml } from './reading/reading.ts'
import { receiveMail } from './receiving/receiving.ts'
import {
  createTransports,
  maxAttachmentBytes,
  mailToStaff,
  sendMail,
  staffReplyAddress,
  whyKept,
  whyNotSend,
} from './sending/sending.ts'
import { secretSettings } from './secret-settings.ts'
import { acceptedDomains, EmailSettings, ownAddresses } from './settings.ts'
import { trySettings } from './try-settings.ts'
import { withWarning } from './unencrypted.ts'

export { EmailSettings } from './settings.ts'
export type { SmtpListen } from './listener/listener.ts'

/**
 * Mail, both ways: an SMTP listener and watched IMAP mailboxes in, SMTP or the built-in outbox out. Owns everything
 * that is said on those wires, and what a mail means by itself. Refuses to decide whose thread a mail joins, to
 * relay, and to answer on its own.
 */
export interface EmailOptions {
  /** Null: no listener; mail comes from mailboxes only. */
  smtpListen: SmtpListen | null
  /** Where mail of channels without a server of their own leaves; null: it is kept for reading. */
  smtpUrl: string | null
  limits?: Partial<ListenerLimits>
  mailboxLimits?: Partial<MailboxLimits>
  /** For one mail, until the server has said yes. */
  sendWithinMs?: number | undefined
  /** For access tokens only. Give the guarded one: the address is an admin's word. */
  fetch?: typeof globalThis.fetch
  clock?: Clock
  keepRefreshToken?: KeepRefreshToken
  /** Who answers for names of mail domains; the system's name servers unless given. */
  dns?: MailDns
  /** Which hosts of our own network may be found for an address: none unless given. */
  addressRules?: AddressRules
}

export interface EmailAdapter extends ChannelAdapter<EmailSettings> {
  /** With the port that was given by the system, when 0 was asked for. Missing when there is no listener. */
  listen?(host: Parameters<NonNullable<ChannelAdapter<EmailSettings>['listen']>>[0]): Promise<Listening>
  /** Lets go of the connections to mail servers. */
  close(): void
}

export function createEmailAdapter(options: EmailOptions): EmailAdapter {
  const { smtpListen, smtpUrl } = options
  const listenerLimits = { ...defaultListenerLimits, ...options.limits }
  const mailboxLimits = { ...defaultMailboxLimits, ...options.mailboxLimits }
  const tokens = createAccessTokens(
    options.fetch ?? globalThis.fetch,
    options.clock ?? systemClock,
    options.keepRefreshToken,
  )
  const transports = createTransports(smtpUrl, tokens)
  const { fetch = globalThis.fetch, dns = createMailDns(), addressRules = {} } = options

  return {
    kind: 'email',
    name: 'Email',
    description: 'Mail to your support addresses, taken in by SMTP or from a mailbox, and answered in its thread.',
    icon: 'mail',
    identityKinds: ['email'],
    capabilities: {
      richText: true,
      attachments: { maxCount: 50, maxTotalBytes: maxAttachmentBytes },
      subject: true,
      cc: true,
      receipts: true,
      typing: false,
      live: false,
      maxTextLength: null,
    },
    settings: EmailSettings,
    secretSettings,
    receive: receiveMail,
    send: (message, context) => sendMail(message, context, transports, options.sendWithinMs),
    toStaff: { send: (mail, context) => mailToStaff(mail, context, transports), replyAddress: staffReplyAddress },
    whyNotSend: (settings) => whyNotSend(settings, { smtpUrl }),
    ownAddresses: (settings) => ({ addresses: [...ownAddresses(settings)], domains: acceptedDomains(settings) }),
    whyKept: (settings) => whyKept(settings, { smtpUrl }),
    ...(smtpListen === null ? {} : { listen: (host) => listenForMail(smtpListen, listenerLimits, host) }),
    async connect(context, host) {
      const { settings } = context.channel
      if (settings.imap !== undefined) return watchMailbox(settings.imap, context, host, tokens, mailboxLimits)
      host.report(healthOfListening(settings, options))
      return { async stop() {} }
    },
    isReadByOneNode: ({ imap }) => imap !== undefined,
    test: ({ channel }) => trySettings(channel.settings, { listens: smtpListen !== null, smtpUrl }, tokens),
    discover: (address, provider) => discover({ address, provider }, { dns, fetch, rules: addressRules }),
    checkDomain: (settings) => checkDomain(settings, { dns, smtpUrl }),
    showHtml(html, options) {
      const { content } = options
      const folded = foldHtmlReply(html, {
        imageUrl: (contentId) => options.imageUrl(contentId),
        ...(options.remoteImageUrl && { remoteImageUrl: options.remoteImageUrl }),
        ...(content.type === 'email' && { subject: content.subject, folded: content }),
      })
      return { html: folded.replyHtml, quotedHtml: folded.quotedHtml, remote: folded.remote }
    },
    cleanHtml: sanitizeOutgoingHtml,
    quotes: ({ quotedHistory }) => quotedHistory,
    acknowledgement({ acknowledgement: { enabled, text } }) {
      return enabled && text.trim() !== '' ? { text } : null
    },
    close: () => transports.close(),
  }
}

function healthOfListening(settings: EmailSettings, { smtpListen, smtpUrl }: EmailOptions): Health {
  if (smtpListen === null) {
    return { state: 'failing', ...emailWords.no_way_in() }
  }
  if (ownAddresses(settings).size > 0 || acceptedDomains(settings).length > 0) {
    const listening = emailWords.listening({ port: smtpListen.port })
    const { smtp } = settings
    return { state: 'ok', ...(smtp === undefined || smtp.user === '' ? listening : withWarning(listening, smtp)) }
  }
  // Before there is a way out it is a trial; an installation that sends wants its mail.
  return { state: whyNotSend(settings, { smtpUrl }) === null ? 'ok' : 'failing', ...emailWords.only_own_mail() }
}

/** How a mail is read, for people who wonder: everything but the content of its attachments. */
export async function inspectMail(raw: Uint8Array): Promise<ReturnType<typeof describeReading>> {
  return describeReading(await readMail(raw))
}
