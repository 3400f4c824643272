import { isThisMachine } from './network-address.ts'

/**
 * SMTP_URL is the operator's own word and is obeyed; where its password may go over the network in clear they are
 * warned. Without `requireTLS` a server, or anybody on the way to it, decides whether there is encryption.
 */
export function smtpUrlWarning(smtpUrl: string | null): string | null {
  if (smtpUrl === null) return null
  const { protocol, username, hostname, searchParams } = new URL(smtpUrl)
  const isEncrypted = protocol === 'smtps:' || searchParams.get('secure') === 'true'
  const mustEncrypt = searchParams.get('requireTLS') === 'true' && searchParams.get('ignoreTLS') !== 'true'
  if (username === '' || isEncrypted || mustEncrypt || isThisMachine(hostname)) return null
  return `SMTP_URL may send its password to ${hostname} without encryption. Use smtps://, or add ?requireTLS=true.`
}
