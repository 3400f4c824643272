import { emailDomainWords } from '@throughline/protocol/email/domain-words.ts'
import { joinWordings, type Wording } from '@throughline/protocol/words.ts'
import type { Discovery, DomainRecord } from '../../../contract.ts'
import { domainOf, normaliseAddress } from '../addresses.ts'
import { ownAddresses, type EmailSettings } from '../settings.ts'
import { checkRecords } from './domain-records.ts'
import { findServers, ofChosen, type FinderDeps, type FoundMail } from './find-servers.ts'
import type { MailDns } from './mail-dns.ts'
import { providerOfHost } from './providers.ts'

/** The form of a new channel for an address, as far as its servers can be found. */
export async function discover(
  { address: written, provider: chosen }: { address: string; provider: string | null },
  deps: FinderDeps,
): Promise<Discovery> {
  // The wire has checked it; a form that mail programs do not know has no servers.
  const address = normaliseAddress(written) ?? written.toLowerCase()
  const found = ofChosen(chosen) ?? (await findServers(address, deps))
  if (!found) {
    const settings = { address, imap: { user: address, startWith: 'new' } }
    const nothing = emailDomainWords.found_nothing({ domain: domainOf(address) })
    return { provider: null, signIn: 'mailbox', settings, ...nothing }
  }
  const provider = found.provider?.id ?? null
  const signIn = found.provider?.signIn ?? 'mailbox'
  return { provider, signIn, settings: settingsOf(address, found), ...saidOf(address, found) }
}

/** The records of the domain that a channel's mail comes from; none without an address. */
export async function checkDomain(
  settings: EmailSettings,
  { dns, smtpUrl }: { dns: MailDns; smtpUrl: string | null },
): Promise<DomainRecord[]> {
  const [address] = ownAddresses(settings)
  if (address === undefined) return []
  const smtpHost = settings.smtp?.host ?? (smtpUrl === null ? null : new URL(smtpUrl).hostname)
  const provider = smtpHost === null ? null : providerOfHost(smtpHost)
  return checkRecords({ address, domain: domainOf(address), smtpHost, provider }, dns)
}

/** Only new mail: what is in a mailbox has been answered, mostly, and would open an issue each. */
function settingsOf(address: string, { imap, smtp, user, provider }: FoundMail): Record<string, unknown> {
  const name = user ?? address
  const auth = provider?.signIn === 'oauth' ? 'xoauth2' : 'password'
  return {
    address,
    ...(imap && {
      imap: { ...imap, user: name, auth, startWith: 'new', ...(auth === 'xoauth2' && { oauth: microsoft }) },
    }),
    ...(smtp && { smtp: { ...smtp, user: name, auth } }),
  }
}

/** The only known provider without passwords. An app of one's own at Microsoft gives the client id and the token. */
const microsoft = {
  tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
  scope: 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
}

function saidOf(address: string, { by, provider, imap, smtp }: FoundMail): Wording {
  const domain = domainOf(address)
  const how =
    by === 'known' && provider
      ? emailDomainWords.found_known({ provider: provider.name })
      : by === 'published'
        ? emailDomainWords.found_published({ domain })
        : by === 'records'
          ? emailDomainWords.found_records({ domain })
          : emailDomainWords.found_tried({ domain })
  if (imap && smtp) return how
  return joinWordings(how, imap ? emailDomainWords.only_mailbox() : emailDomainWords.only_outgoing())
}
