import { emailWords } from '@throughline/protocol/email/words.ts'
import { emailFailureWords } from '@throughline/protocol/email/failure-words.ts'
import type { ImapFlow } from 'imapflow'
import { secondMs } from '../../../../lib/clock.ts'
import { pinned, resolveMailHost } from '../../../../lib/safe-address.ts'
import { ChannelError } from '../../../contract.ts'
import type { ImapSettings } from '../settings.ts'
import { boundAnswers, type Answers } from './bound-answers.ts'
import { refuseReadable } from '../unencrypted.ts'
import type { AccessTokens } from '../access-tokens.ts'
import type { MailboxLimits } from './limits.ts'

export interface Account {
  readonly client: ImapFlow
  readonly answers: Answers
}

/** Signs in. The caller closes it; `signal` closes it at any time. */
export async function openAccount(
  imap: ImapSettings,
  tokens: AccessTokens,
  limits: MailboxLimits,
  signal: AbortSignal,
): Promise<Account> {
  const connect = (auth: SignIn) => openConnection(imap, limits, auth, signal)
  if (imap.auth === 'password' && imap.password === '') {
    const { user, host } = imap
    throw new ChannelError('credentials', 'no_password', emailWords.no_password({ user, host }))
  }
  if (imap.auth === 'password') return connect({ user: imap.user, pass: imap.password })
  const token = await tokens.of(imap)
  try {
    return await connect({ user: imap.user, accessToken: token })
  } catch (error) {
    // A token may end before its time.
    if (imap.oauth === undefined || !isSignInRefused(error)) throw error
    return connect({ user: imap.user, accessToken: await tokens.of(imap, { renew: true }) })
  }
}

export function isSignInRefused(error: unknown): boolean {
  return error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true
}

type SignIn = NonNullable<NonNullable<ConstructorParameters<typeof ImapFlow>[0]>['auth']>

async function openConnection(
  imap: ImapSettings,
  limits: MailboxLimits,
  auth: SignIn,
  signal: AbortSignal,
): Promise<Account> {
  const addresses = await resolveMailHost(imap.host)
  refuseReadable(imap, addresses)
  const lookup = pinned(addresses)
  // Loaded with the first mailbox: it takes some 10 MiB that a product without one need not hold.
  const imapFlow = await import('imapflow')
  const client = new imapFlow.ImapFlow({
    host: imap.host,
    port: imap.port,
    secure: imap.security === 'tls',
    ...(imap.security === 'tls' ? {} : { doSTARTTLS: imap.security === 'starttls' }),
    // Encrypted or not, these go to the socket: it is opened to the very address that was checked.
    tls: { lookup },
    auth,
    logger: false,
    clientInfo: { name: 'Throughline', version: false, vendor: false, 'support-url': false },
    disableAutoIdle: true,
    connectionTimeout: 20 * secondMs,
    greetingTimeout: 20 * secondMs,
    socketTimeout: limits.silenceMs,
    // A server that announces more than we asked for is broken, or means harm.
    maxLiteralSize: limits.maxMessageBytes + 1024 * 1024,
    maxResponseSize: limits.maxMessageBytes + 16 * 1024 * 1024,
    maxLineLength: limits.maxLineBytes,
  })
  const answers = boundAnswers(client, imap, limits)
  // The command that runs fails with the same error; without a listener it would end the process.
  client.on('error', () => {})
  const close = () => client.close()
  signal.addEventListener('abort', close)
  client.once('close', () => signal.removeEventListener('abort', close))
  let isLate = false
  const deadline = setTimeout(() => {
    isLate = true
    client.close()
  }, limits.openMs)
  try {
    await client.connect()
    return { client, answers }
  } catch (error) {
    client.close()
    if (isLate) throw new ChannelError('retryable', 'too_slow', emailFailureWords.slow_to_open({ host: imap.host }))
    throw answers.refusal ?? error
  } finally {
    clearTimeout(deadline)
  }
}

/** For servers that do not tell: one more than the last mail has. */
export async function uidNextOf(client: ImapFlow): Promise<number> {
  const last = await client.fetchOne('*', { uid: true })
  return last ? last.uid + 1 : 1
}
