import type { ErrorCode } from '@throughline/protocol/errors.ts'
import { systemWords } from '@throughline/protocol/system/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { AppError, errorCode, SettingError } from '../../lib/errors.ts'

/** Whether the database is not there at the moment: what failed may work later, and is nobody's mistake. */
export function isDatabaseAway(error: unknown): boolean {
  const code = errorCode(error)
  if (code === undefined) return error instanceof Error && lostConnection.test(error.message)
  // A socket that is not there yet: to the system it is a missing file.
  if (code === 'ENOENT') return error instanceof Error && 'syscall' in error && error.syscall === 'connect'
  return awayCodes.test(code)
}

// PostgreSQL's class 08 (connection), too_many_connections, 25P03 and 57P (a connection that it ended, shutting down,
// starting up), and the system's own.
const awayCodes =
  /^(08[0-9A-Z]{3}|53300|25P03|57P0[1-5]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN)$/
// What the driver reports by message alone.
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection)/

/** Whether PostgreSQL chose this transaction as the victim of a conflict: it works when it is run again. */
export function isConflict(error: unknown): boolean {
  const code = errorCode(error)
  // serialization_failure, deadlock_detected
  return code === '40001' || code === '40P01'
}

/** Whether every connection is taken: PostgreSQL has no room for another one, or nobody gave one back in time. */
export function isOutOfConnections(error: unknown): boolean {
  return errorCode(error) === '53300' || (error instanceof Error && error.message.startsWith('timeout exceeded when'))
}

/** Whether PostgreSQL found no room on its disk. */
export function isDatabaseFull(error: unknown): boolean {
  return errorCode(error) === '53100'
}

/** Whether a row was refused because another has the same key in this index. */
export function isUniqueViolation(error: unknown, index: string): boolean {
  return errorCode(error) === '23505' && error instanceof Error && 'constraint' in error && error.constraint === index
}

/** The answer to those who asked when the database, and not the request, is to blame; null for anything else. */
export function databaseProblem(error: unknown): AppError | null {
  const problem = problemOf(error)
  return problem && new AppError(problem[0], problem[1], { cause: error })
}

function problemOf(error: unknown): [ErrorCode, Wording] | null {
  if (isDatabaseFull(error)) return ['insufficient_storage', systemWords.database_full()]
  if (isOutOfConnections(error)) return ['unavailable', systemWords.database_connections()]
  if (isDatabaseAway(error)) return ['unavailable', systemWords.database_away()]
  // A setting that held at the start, such as the file of a password, or a password that has run out since.
  if (error instanceof SettingError) return ['unavailable', systemWords.database_closed()]
  const why = wordingByCode[errorCode(error) ?? '']
  return why === undefined ? null : ['unavailable', why()]
}

const wordingByCode: Record<string, () => Wording> = {
  '28000': systemWords.database_closed,
  '28P01': systemWords.database_closed,
  '53200': systemWords.database_memory,
  '55P03': systemWords.database_locked,
  '57014': systemWords.database_slow,
}
