import { emailWords } from '@throughline/protocol/email/words.ts'
import { emailFailureWords } from '@throughline/protocol/email/failure-words.ts'
import { joinWordings } from '@throughline/protocol/words.ts'
import type { Socket } from 'node:net'
import { createTransport } from 'nodemailer'
import { secondMs } from '../../../lib/clock.ts'
import { ChannelError, type TestStep } from '../../contract.ts'
import type { AccessTokens } from './access-tokens.ts'
import { defaultMailboxLimits, failureOf, openAccount } from './mailbox/mailbox.ts'
import { channelErrorOf, optionsOf, refuseWithoutPassword, tokenGiver } from './sending/sending.ts'
import { ownAddresses, usesReplyAddressing, type EmailSettings, type ImapSettings } from './settings.ts'
import { withWarning } from './unencrypted.ts'
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
  return [addressStep(settings), ...receiving, sending]
}

function addressStep(settings: EmailSettings): TestStep {
  const name = emailWords.step_address()
  const { address } = settings
  const [first, ...others] = ownAddresses(settings)
  if (first === undefined) {
    return { name, ok: false, ...emailWords.nothing_can_leave() }
  }
  if (address === undefined && others.length > 0) {
    return { name, ok: true, ...emailWords.leaves_from_asked() }
  }
  const leaves = emailWords.leaves_from({ address: address ?? first })
  const wording = usesReplyAddressing(settings) ? joinWordings(leaves, emailWords.answers_to_signed()) : leaves
  return { name, ok: true, ...wording }
}

function listenerStep({ addresses, address }: EmailSettings, { listens }: Installation): TestStep {
  const name = emailWords.step_receiving()
  if (!listens) {
    return { name, ok: false, ...emailWords.nothing_comes_in() }
  }
  const accepted = [...new Set([address, ...addresses])].filter((each) => each !== undefined)
  if (accepted.length === 0) {
    return { name, ok: false, ...emailWords.own_name_only() }
  }
  return { name, ok: true, ...emailWords.taken_in_for({ addresses: accepted }) }
}

async function tryMailbox(imap: ImapSettings, tokens: AccessTokens): Promise<TestStep[]> {
  const signal = AbortSignal.timeout(30 * secondMs)
  const steps: TestStep[] = []
  try {
    const { client, answers } = await openAccount(imap, tokens, defaultMailboxLimits, signal)
    try {
      steps.push({
        name: emailWords.step_mailbox(),
        ok: true,
        ...withWarning(emailWords.signed_in({ host: imap.host, user: imap.user }), imap),
      })
      const { exists } = await client.mailboxOpen(imap.folder, { readOnly: true })
      const isTold = client.capabilities.has('IDLE')
      const next = isTold ? emailWords.new_mail_announced() : emailWords.new_mail_looked_for()
      const wording = joinWordings(emailWords.folder_holds({ folder: imap.folder, count: exists }), next)
      steps.push({ name: emailWords.step_folder(), ok: true, ...wording })
    } catch (error) {
      throw answers.refusal ?? error
    } finally {
      client.close()
    }
  } catch (error) {
    const name = steps.length === 0 ? emailWords.step_mailbox() : emailWords.step_folder()
    const { sentence, words } = failureOf(error, imap)
    steps.push({ name, ok: false, sentence, words })
  }
  return steps
}

async function trySending(settings: EmailSettings, { smtpUrl }: Installation, tokens: AccessTokens): Promise<TestStep> {
  const name = emailWords.step_sending()
  const { smtp, imap } = settings
  if (smtp === undefined && smtpUrl === null) {
    return { name, ok: false, ...emailWords.kept_in_outbox() }
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
    if (smtp === undefined) return { name, ok: true, ...emailWords.leaves_by_installation() }
    const leaves = emailWords.leaves_by({ server: `${smtp.host}:${smtp.port}` })
    return { name, ok: true, ...(smtp.user === '' ? leaves : withWarning(leaves, smtp)) }
  } catch (error) {
    return { name, ok: false, ...channelErrorOf(error, secretsOf(settings)).wording }
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
      reject(new ChannelError('retryable', 'too_slow', emailFailureWords.too_slow())),
    )
  })
  return Promise.race([work, late])
}
