import { createTransport } from 'nodemailer'
import { secondMs } from '../../lib/clock.ts'
import type { TestStep } from '../contract.ts'
import type { AccessTokens } from './access-tokens.ts'
import { defaultMailboxLimits, failureOf, openAccount } from './mailbox/mailbox.ts'
import { channelErrorOf, optionsOf, refuseWithoutPassword, tokenGiver } from './sending/sending.ts'
import { usesReplyAddressing, type EmailSettings, type ImapSettings } from './settings.ts'
import { warningOf } from './unencrypted.ts'

export interface Installation {
  listens: boolean
  smtpUrl: string | null
}

/** Tries a channel's settings for real: signs in and opens the folder, and sends nothing. */
export async function trySettings(
  settings: EmailSettings,
  installation: Installation,
  tokens: AccessTokens,
): Promise<TestStep[]> {
  const [receiving, sending] = await Promise.all([
    settings.imap === undefined ? [listenerStep(settings, installation)] : tryMailbox(settings.imap, tokens),
    trySending(settings, installation, tokens),
  ])
  return [addressStep(settings), ...receiving, sending]
}

function addressStep(settings: EmailSettings): TestStep {
  const { address } = settings
  const ok = address !== undefined || (settings.smtp === undefined && settings.imap === undefined)
  const replies = usesReplyAddressing(settings) ? ' Answers come back to signed addresses of it.' : ''
  const sentence =
    address === undefined
      ? 'No address is set: mail leaves from the address that the customer wrote to.'
      : `Mail leaves from ${address}.${replies}`
  return { name: 'Address', ok, sentence }
}

function listenerStep({ addresses, address }: EmailSettings, { listens }: Installation): TestStep {
  const accepted = addresses.length > 0 ? addresses.join(', ') : 'every address that no other channel claims'
  const sentence = listens
    ? `Mail to ${accepted} is taken in by SMTP.`
    : 'No mailbox is watched, and the mail listener is switched off: nothing comes in.'
  const isLeftOut = listens && addresses.length > 0 && address !== undefined && !addresses.includes(address)
  return { name: 'Receiving', ok: listens, sentence: isLeftOut ? `${sentence} So is mail to ${address}.` : sentence }
}

async function tryMailbox(imap: ImapSettings, tokens: AccessTokens): Promise<TestStep[]> {
  const signal = AbortSignal.timeout(30 * secondMs)
  const steps: TestStep[] = []
  try {
    const client = await openAccount(imap, tokens, defaultMailboxLimits, signal)
    try {
      steps.push({
        name: 'Mailbox',
        ok: true,
        sentence: `Signed in to ${imap.host} as ${imap.user}.${warningOf(imap)}`,
      })
      const { exists } = await client.mailboxOpen(imap.folder, { readOnly: true })
      const idle = client.capabilities.has('IDLE') ? 'New mail is announced at once.' : 'New mail is looked for.'
      steps.push({ name: 'Folder', ok: true, sentence: `${imap.folder} holds ${exists} mails. ${idle}` })
    } finally {
      client.close()
    }
  } catch (error) {
    const name = steps.length === 0 ? 'Mailbox' : 'Folder'
    steps.push({ name, ok: false, sentence: failureOf(error, imap).sentence })
  }
  return steps
}

async function trySending(settings: EmailSettings, { smtpUrl }: Installation, tokens: AccessTokens): Promise<TestStep> {
  const name = 'Sending'
  const { smtp, imap } = settings
  if (smtp === undefined && smtpUrl === null) {
    return { name, ok: true, sentence: 'There is no outgoing server: mail is kept in the built-in outbox for reading.' }
  }
  const timeoutMs = 20 * secondMs
  let transport: ReturnType<typeof createTransport> | null = null
  try {
    if (smtp !== undefined) refuseWithoutPassword(smtp)
    const options = smtp === undefined ? { url: smtpUrl! } : optionsOf(settings)
    transport = createTransport({ ...options, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs })
    if (smtp?.auth === 'xoauth2' && imap !== undefined) {
      transport.set('oauth2_provision_cb', tokenGiver(imap, tokens))
    }
    await transport.verify()
    const where = smtp === undefined ? 'the server of the installation' : `${smtp.host}:${smtp.port}`
    const warning = smtp === undefined || smtp.user === '' ? '' : warningOf(smtp)
    return { name, ok: true, sentence: `Mail leaves by ${where}.${warning}` }
  } catch (error) {
    return { name, ok: false, sentence: channelErrorOf(error).message }
  } finally {
    transport?.close()
  }
}
