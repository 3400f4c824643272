import { httpWords } from '@throughline/protocol/http/words.ts'
import { type ErrorCode, type Problem, statusByCode } from '@throughline/protocol/errors.ts'
import { systemWords } from '@throughline/protocol/system/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { databaseProblem } from '../db/database-errors.ts'
import { AppError } from '../../lib/errors.ts'

export const problemMediaType = 'application/problem+json; charset=utf-8'

/** What each code means, for people; also the list in the documentation. */
export const titleByCode: Record<ErrorCode, string> = {
  invalid_request: 'The request is not valid',
  invalid_json: 'The body is not valid JSON',
  invalid_cursor: 'The cursor is not valid',
  guessable_password: 'The password is easily guessed',
  unauthenticated: 'Not signed in',
  invalid_signature: 'The signature is not valid',
  identity_refused: 'The visitor’s token was not accepted',
  session_over: 'The session is over',
  forbidden: 'Not allowed',
  csrf_rejected: 'Sent by another site',
  origin_not_allowed: 'Not from an allowed site',
  not_found: 'Not found',
  method_not_allowed: 'Method not allowed',
  request_timeout: 'The body did not arrive in time',
  conflict: 'In conflict with what is there',
  already_exists: 'Already there',
  already_merged: 'Already merged',
  identity_in_use: 'The address belongs to another customer',
  other_account: 'The device talked for another account',
  issue_not_open: 'The issue is not open',
  merge_already_undone: 'The merge was already undone',
  setup_already_done: 'The set-up was already done',
  gone: 'No longer kept',
  too_large: 'Too large',
  unsupported_media_type: 'This kind of content is not read here',
  unreachable_customer: 'The customer cannot be reached',
  unusable_channel: 'The channel cannot be used for this',
  unsafe_address: 'The address is not safe to call',
  too_many_files: 'Too many files',
  too_many_requests: 'Too many requests',
  internal_error: 'Something broke on our side',
  upstream_failed: 'Another service failed',
  unavailable: 'Not available right now',
  insufficient_storage: 'No room for this now',
}

/** The problem document (RFC 9457) of an error. What is not known to be fit for outside stays inside. */
export function problemOf(error: AppError, { publicUrl, instance }: { publicUrl: string; instance: string }): Problem {
  return {
    type: `${publicUrl}/api/docs#problem-${error.code}`,
    title: titleByCode[error.code],
    status: statusByCode[error.code],
    code: error.code,
    detail: error.publicMessage,
    words: error.words,
    instance,
    ...error.details,
  }
}

/** Whatever was thrown, as an `AppError`: ours as it is, the framework's by its code, the rest as an internal error. */
export function appErrorOf(error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = memberOf(error, 'code')
  const statusCode = memberOf(error, 'statusCode')
  if (isClosedByClient(error)) return new AppError('invalid_request', httpWords.connection_closed(), { cause: error })
  const known = typeof code === 'string' ? frameworkProblems[code] : undefined
  if (known) return new AppError(known[0], known[1], { cause: error })
  const ofDatabase = databaseProblem(error)
  if (ofDatabase) return ofDatabase
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return new AppError('invalid_request', httpWords.not_understood(), { cause: error })
  }
  return new AppError('internal_error', httpWords.broke(), { cause: error })
}

const frameworkProblems: Record<string, [ErrorCode, Wording]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['too_large', httpWords.body_too_large()],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported_media_type', httpWords.not_sent_as_json()],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['invalid_request', httpWords.wrong_length()],
  FST_ERR_BAD_URL: ['invalid_request', httpWords.malformed_address()],
  FST_ERR_MAX_PARAM_LENGTH: ['not_found', httpWords.nothing_here()],
  ENOSPC: ['insufficient_storage', systemWords.disk_full()],
  EDQUOT: ['insufficient_storage', systemWords.disk_full()],
}

/** Node's error for a body that ends early. A connection to the database that is reset has the same code. */
const isClosedByClient = (error: unknown): boolean =>
  memberOf(error, 'code') === 'ECONNRESET' && memberOf(error, 'message') === 'aborted'

function memberOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
}
