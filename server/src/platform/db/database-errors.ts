import type { ErrorCode } from '@throughline/protocol/errors.ts'
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

/** What is told to those who asked when the database, and not the request, is to blame; null for anything else. */
export function databaseProblem(error: unknown): AppError | null {
  const told = toldOf(error)
  return told && new AppError(told[0], `${told[1]} Nothing was stored; try again.`, { cause: error })
}

function toldOf(error: unknown): [ErrorCode, string] | null {
  if (isDatabaseFull(error)) return ['insufficient_storage', 'The disk of the database is full.']
  if (isOutOfConnections(error)) return ['unavailable', 'All connections to the database are in use.']
  if (isDatabaseAway(error)) return ['unavailable', 'The database does not answer.']
  // A setting that held at the start, such as the file of a password, or a password that has run out since.
  if (error instanceof SettingError) return ['unavailable', 'The database cannot be opened.']
  const sentence = sentenceByCode[errorCode(error) ?? '']
  return sentence === undefined ? null : ['unavailable', sentence]
}

const sentenceByCode: Record<string, string> = {
  '28000': 'The database cannot be opened.',
  '28P01': 'The database cannot be opened.',
  '53200': 'The database is out of memory.',
  '55P03': 'Other work in the database holds what this needs.',
  '57014': 'The database took too long.',
}
