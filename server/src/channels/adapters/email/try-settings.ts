import type { Socket } from 'node:net'
import { createTransport } from 'nodemailer'
import { secondMs } from '../../../lib/clock.ts'
import { ChannelError, type TestStep } from '../../contract.ts'
import type { AccessTokens } from './access-tokens.ts'
import { defaultMailboxLimits, failureOf, openAccount } from './mailbox/mailbox.ts'
import { channelErrorOf, optionsOf, refuseWithoutPassword, tokenGiver, whyNotSend } from './sending/sending.ts'
import { ownAddresses, usesReplyAddressing, type EmailSettings, type ImapSettings } from './settings.ts'
import { warningOf } from './unencrypted.ts'
import { secretsOf } from './withhold.ts'

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
  return [addressStep(settings, installation), ...receiving, sending]
}

function addressStep(settings: EmailSettings, installation: Installation): TestStep {
  const name = 'Address'
  const { address } = settings
  const [first, ...others] = ownAddresses(settings)
  if (first === undefined) {
    const ok = whyNotSend(settings, installation) === null
    return { name, ok, sentence: 'No address is set: nothing can leave from here.' }
  }
  if (address === undefined && others.length > 0) {
    return { name, ok: true, sentence: 'Mail leaves from the accepted address that the customer wrote to.' }
  }
  const replies = usesReplyAddressing(settings) ? ' Answers come back to signed addresses of it.' : ''
  return { name, ok: true, sentence: `Mail leaves from ${address ?? first}.${replies}` }
}

function listenerStep({ addresses, address }: EmailSettings, { listens }: Installation): TestStep {
  const name = 'Receiving'
  if (!listens) {
    const sentence = 'No mailbox is watched, and the mail listener is switched off: nothing comes in.'
    return { name, ok: false, sentence }
  }
  const accepted = [...new Set([address, ...addresses])].filter((each) => each !== undefined)
  if (accepted.length === 0) {
    const sentence = 'Only mail of this machine to its own name is taken in, such as to support@localhost.'
    return { name, ok: true, sentence }
  }
  return { name, ok: true, sentence: `Mail to ${accepted.join(', ')} is taken in by SMTP.` }
}

async function tryMailbox(imap: ImapSettings, tokens: AccessTokens): Promise<TestStep[]> {
  const signal = AbortSignal.timeout(30 * secondMs)
  const steps: TestStep[] = []
  try {
    const { client, answers } = await openAccount(imap, tokens, defaultMailboxLimits, signal)
    try {
      steps.push({
        name: 'Mailbox',
        ok: true,
        sentence: `Signed in to ${imap.host} as ${imap.user}.${warningOf(imap)}`,
      })
      const { exists } = await client.mailboxOpen(imap.folder, { readOnly: true })
      const idle = client.capabilities.has('IDLE') ? 'New mail is announced at once.' : 'New mail is looked for.'
      steps.push({ name: 'Folder', ok: true, sentence: `${imap.folder} holds ${exists} mails. ${idle}` })
    } catch (error) {
      throw answers.refusal ?? error
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
  const sockets = new Set<Socket>()
  let transport: ReturnType<typeof createTransport> | null = null
  try {
    if (smtp !== undefined) refuseWithoutPassword(smtp)
    const options = smtp === undefined ? { url: smtpUrl! } : optionsOf(settings, sockets)
    transport = createTransport({ ...options, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs })
    if (smtp?.auth === 'xoauth2' && imap !== undefined) {
      transport.set('oauth2_provision_cb', tokenGiver(imap, tokens))
    }
    await within(testWithinMs, transport.verify())
    const where = smtp === undefined ? 'the server of the installation' : `${smtp.host}:${smtp.port}`
    const warning = smtp === undefined || smtp.user === '' ? '' : warningOf(smtp)
    return { name, ok: true, sentence: `Mail leaves by ${where}.${warning}` }
  } catch (error) {
    return { name, ok: false, sentence: channelErrorOf(error, secretsOf(settings)).message }
  } finally {
    transport?.close()
    for (const socket of sockets) socket.destroy()
  }
}

/** An admin waits for it. A server that drips words is never silent, so that no other limit ends it. */
const testWithinMs = 30 * secondMs

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(ms)
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () =>
      reject(new ChannelError('retryable', 'too_slow', 'The mail server kept us waiting for too long.')),
    )
  })
  return Promise.race([work, late])
}
