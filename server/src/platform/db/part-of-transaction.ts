import type { Tx } from './db.ts'
import { connectionOf } from './prepared.ts'

export type PartOutcome<T> = { value: T } | { error: unknown }

/**
 * Runs `fn` as a part of the transaction, under a savepoint: when it rejects, what it did is taken back and the
 * transaction goes on as if it had not been run. Parts do not hold parts, and `fn` awaits all that it begins. Rejects
 * only when the whole transaction is lost, as with the connection.
 */
export async function runPart<T>(tx: Tx, fn: () => Promise<T>): Promise<PartOutcome<T>> {
  const connection = await connectionOf(tx)
  await connection.beginPart()
  try {
    const value = await fn()
    await connection.endPart()
    return { value }
  } catch (error) {
    await connection.takePartBack()
    return { error }
  }
}
