import type { Statement } from './batch.ts'

/** How long our statements may take, wait and idle. Jobs that need longer say so: `SET LOCAL statement_timeout`. */
export const sessionLimits = {
  // What a person waits for.
  statement_timeout: 30_000,
  // A table or a row that other work has locked: the request fails with that reason and may be tried again.
  lock_timeout: 10_000,
  // A transaction that is forgotten open holds a customer's row: end it.
  idle_in_transaction_session_timeout: 60_000,
} as const

/** The same for one transaction, where sessions are not ours. */
export const limitTransaction: Statement = {
  sql: `select ${Object.entries(sessionLimits)
    .map(([name, ms]) => `set_config('${name}', '${ms}', true)`)
    .join(', ')}`,
  parameters: [],
}
