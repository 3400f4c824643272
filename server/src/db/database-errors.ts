import { errorCode } from '../lib/errors.ts'

/** Whether the database is not there at the moment: what failed may work later, and is nobody's mistake. */
export function isDatabaseAway(error: unknown): boolean {
  const code = errorCode(error)
  if (code === undefined) return error instanceof Error && lostConnection.test(error.message)
  // A socket that is not there yet: to the system it is a missing file.
  if (code === 'ENOENT') return error instanceof Error && 'syscall' in error && error.syscall === 'connect'
  return awayCodes.test(code)
}

// PostgreSQL's class 08 (connection), too_many_connections, 57P (shutting down, starting up), and the system's own.
const awayCodes = /^(08[0-9A-Z]{3}|53300|57P0[1-4]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN)$/
// What the driver reports by message alone.
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection)/

/** Whether a row was refused because another has the same key in this index. */
export function isUniqueViolation(error: unknown, index: string): boolean {
  return errorCode(error) === '23505' && error instanceof Error && 'constraint' in error && error.constraint === index
}
