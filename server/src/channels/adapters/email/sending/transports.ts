import { emailWords } from '@throughline/protocol/email/words.ts'
import type { Socket } from 'node:net'
import { callbackify } from 'node:util'
import { createTransport, type SMTPPoolOptions } from 'nodemailer'
import { hourMs, minuteMs, secondMs } from '../../../../lib/clock.ts'
import { ChannelError, type ChannelContext } from '../../../contract.ts'
import type { AccessTokens } from '../access-tokens.ts'
import { domainOf, normaliseAddress } from '../addresses.ts'
import type { EmailSettings, ImapSettings, SmtpSettings } from '../settings.ts'
import { guardedSocket } from './guarded-socket.ts'

export type Transport = ReturnType<typeof pool>

/** Open connections to mail servers, one pool for each channel's settings, kept until these change. */
export interface Transports {
  /** Null: neither the channel nor the installation has a server. */
  of(channel: ChannelContext<EmailSettings>['channel']): Transport | null
  /** Cuts the channel's connections: a server keeps us waiting. */
  abandon(channel: ChannelContext<EmailSettings>['channel']): void
  close(): void
}

const poolOptions = {
  pool: true,
  maxConnections: 4,
  maxMessages: 100,
  // The platform tries again, with patience; one retry covers a connection that had gone stale.
  maxRequeues: 1,
  idleTimeout: 30 * secondMs,
  connectionTimeout: 20 * secondMs,
  greetingTimeout: 20 * secondMs,
  dnsTimeout: 6 * secondMs,
  // Some servers look for viruses before they say 250.
  socketTimeout: 3 * minuteMs,
  disableFileAccess: true,
  disableUrlAccess: true,
} as const satisfies SMTPPoolOptions & { pool: true }

export function createTransports(smtpUrl: string | null, tokens: AccessTokens): Transports {
  const poolByChannel = new Map<string, { key: string; transport: Transport; sockets: Set<Socket> }>()
  let shared = smtpUrl === null ? null : pool({ url: smtpUrl })

  return {
    of({ id, settings }) {
      const { smtp, imap } = settings
      if (smtp === undefined) {
        drop(id)
        return shared
      }
      refuseWithoutPassword(smtp)
      const key = JSON.stringify([smtp, imap])
      const known = poolByChannel.get(id)
      if (known?.key === key) return known.transport
      drop(id)
      const sockets = new Set<Socket>()
      const transport = pool(optionsOf(settings, sockets))
      if (smtp.auth === 'xoauth2' && imap !== undefined) {
        transport.set('oauth2_provision_cb', tokenGiver(imap, tokens))
      }
      poolByChannel.set(id, { key, transport, sockets })
      return transport
    },
    abandon({ id, settings }) {
      for (const socket of poolByChannel.get(id)?.sockets ?? []) socket.destroy()
      drop(id)
      if (settings.smtp !== undefined || smtpUrl === null) return
      shared?.close()
      shared = pool({ url: smtpUrl })
    },
    close() {
      for (const { transport } of poolByChannel.values()) transport.close()
      poolByChannel.clear()
      shared?.close()
    },
  }

  /** Mails that are on their way get there: only idle connections are closed at once. */
  function drop(id: string): void {
    poolByChannel.get(id)?.transport.close()
    poolByChannel.delete(id)
  }
}

/** It was never given, or forgotten when the server was changed: there is no use in asking the server. */
export function refuseWithoutPassword({ host, user, auth, password }: SmtpSettings): void {
  if (user === '' || auth === 'xoauth2' || password !== '') return
  throw new ChannelError('credentials', 'no_password', emailWords.no_password({ user, host }), {
    retryAfterMs: hourMs,
  })
}

/** The access of the mailbox is good for sending, too. */
export function tokenGiver(imap: ImapSettings, tokens: AccessTokens) {
  return callbackify(async (_user: string, renew: boolean) => tokens.of(imap, { renew }))
}

function pool(options: SMTPPoolOptions) {
  return createTransport({ ...options, ...poolOptions })
}

/** `sockets`: those that are open, for the caller to cut. */
export function optionsOf({ smtp, address }: EmailSettings, sockets: Set<Socket> = new Set()): SMTPPoolOptions {
  if (smtp === undefined) return {}
  const { host, port, security, user, password } = smtp
  return {
    host,
    port,
    getSocket: guardedSocket(smtp, sockets),
    // How we introduce ourselves: the name of this machine is seldom one that means anything outside.
    ...(address === undefined ? {} : { name: domainOf(normaliseAddress(address) ?? '') }),
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === '' ? {} : { auth: smtp.auth === 'xoauth2' ? { type: 'OAuth2', user } : { user, pass: password } }),
  }
}
