import { mailboxesOf, normaliseAddress } from '../addresses.ts'
import type { EmailSettings } from '../settings.ts'

interface RoutedChannel {
  id: string
  settings: EmailSettings
}

/** Which channel an address belongs to; null: nobody's, and we relay for nobody. */
export type Routes = (address: string) => string | null

/**
 * A channel gets the mail to its addresses. One that names none, and watches no mailbox, gets what no other claims:
 * so a first installation receives without a setting. Where two claim one address, the first has it: one mail must
 * not stand on two threads.
 */
export function routesOf(channels: readonly RoutedChannel[]): Routes {
  const channelByAddress = new Map<string, string>()
  let catchAll: string | null = null
  for (const { id, settings } of channels) {
    if (settings.addresses.length === 0 && settings.imap === undefined) catchAll ??= id
    for (const address of claimedBy(settings)) {
      if (!channelByAddress.has(address)) channelByAddress.set(address, id)
    }
  }
  return (address) => {
    // RFC 5321 lets the one recipient without a domain be the postmaster.
    if (address.toLowerCase() === 'postmaster') return catchAll
    const mailboxes = mailboxesOf(address)
    for (const mailbox of mailboxes) {
      const channelId = channelByAddress.get(mailbox)
      if (channelId !== undefined) return channelId
    }
    return mailboxes.length > 0 ? catchAll : null
  }
}

function claimedBy(settings: EmailSettings): readonly string[] {
  const known = claims.get(settings)
  if (known) return known
  const claimed = [settings.address, ...settings.addresses].flatMap((address) => normaliseAddress(address ?? '') ?? [])
  claims.set(settings, claimed)
  return claimed
}

/** Asked for each recipient; the same settings come again until a channel changes. */
const claims = new WeakMap<EmailSettings, readonly string[]>()
