import { emailFailureWords } from '@throughline/protocol/email/failure-words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { AppError, messageOf } from '../../../../lib/errors.ts'
import { ChannelError } from '../../../contract.ts'
import { quote, secretsOf } from '../withhold.ts'
import type { ImapSettings } from '../settings.ts'
import { isSignInRefused } from './opening.ts'
import { NotRecorded } from './reading-through.ts'

export interface Failure extends Wording {
  /** An admin must act, and trying often does harm. */
  needsAdmin: boolean
  /** It is not the mailbox. */
  isOurs: boolean
}

/** What went wrong with a mailbox, in words for an admin. */
export function failureOf(error: unknown, imap: ImapSettings): Failure {
  const { host, folder, user } = imap
  const code = fieldOf(error, 'code') ?? ''
  const said = quote(fieldOf(error, 'responseText') ?? messageOf(error), secretsOf({ imap })).replace(/\.$/, '')
  if (error instanceof NotRecorded) return failure(emailFailureWords.not_recorded(), { isOurs: true })
  if (error instanceof ChannelError) return failure(error.wording, { needsAdmin: error.kind === 'credentials' })
  if (error instanceof AppError && error.code === 'upstream_failed')
    return failure(emailFailureWords.no_such_server({ host }))
  if (error instanceof AppError) return failure(error.wording, { needsAdmin: error.code === 'unsafe_address' })
  if (isSignInRefused(error)) return failure(emailFailureWords.user_refused({ host, user, said }), { needsAdmin: true })
  if (error instanceof Error && 'mailboxMissing' in error)
    return failure(emailFailureWords.no_such_folder({ folder, host }), { needsAdmin: true })
  if (code === 'ECONNREFUSED') return failure(emailFailureWords.no_connections({ host }))
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) return failure(emailFailureWords.bad_certificate({ host, said }))
  if (/TIMEOUT/.test(code)) return failure(emailFailureWords.no_answer({ host }))
  return failure(emailFailureWords.connection_failed({ host, said }))
}

/** The library hangs what it knows on its errors. */
function fieldOf(error: unknown, name: string): string | undefined {
  const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined
  return typeof value === 'string' ? value : undefined
}

function failure(wording: Wording, of: Partial<Failure> = {}): Failure {
  return { needsAdmin: false, isOurs: false, ...of, ...wording }
}
