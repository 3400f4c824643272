import { AppError, messageOf } from '../../../../lib/errors.ts'
import { ChannelError } from '../../../contract.ts'
import { quote, secretsOf } from '../withhold.ts'
import type { ImapSettings } from '../settings.ts'
import { isSignInRefused } from './opening.ts'
import { NotRecorded } from './reading-through.ts'

export interface Failure {
  sentence: string
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
  if (error instanceof NotRecorded)
    return failure('A mail could not be recorded; nothing was skipped.', { isOurs: true })
  if (error instanceof ChannelError) return failure(error.message, { needsAdmin: error.kind === 'credentials' })
  if (error instanceof AppError && error.code === 'upstream_failed')
    return failure(`There is no server called ${host}.`)
  if (error instanceof AppError) return failure(error.publicMessage, { needsAdmin: error.code === 'unsafe_address' })
  if (isSignInRefused(error)) return failure(`${host} refused the sign-in of ${user}: ${said}.`, { needsAdmin: true })
  if (error instanceof Error && 'mailboxMissing' in error)
    return failure(`There is no folder ${folder} on ${host}.`, { needsAdmin: true })
  if (code === 'ECONNREFUSED') return failure(`${host} accepts no connections on that port.`)
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code))
    return failure(`The certificate of ${host} is not valid: ${said}.`)
  if (/TIMEOUT/.test(code)) return failure(`${host} does not answer.`)
  return failure(`The connection to ${host} failed: ${said}.`)
}

/** The library hangs what it knows on its errors. */
function fieldOf(error: unknown, name: string): string | undefined {
  const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined
  return typeof value === 'string' ? value : undefined
}

function failure(sentence: string, of: Partial<Failure> = {}): Failure {
  return { needsAdmin: false, isOurs: false, ...of, sentence }
}
