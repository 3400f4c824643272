import { transact, type Db, type Tx } from './db.ts'
import type { Statement } from './batch.ts'
import { executeLater } from './prepared.ts'

/**
 * Transactions shared by many small pieces of work: what asks while another transaction is under way waits for the
 * next one and shares its round trips, its statements and its commit with all that wait. Nobody waits when nothing
 * else goes on. A piece is done when its promise resolves, that is, after the commit.
 */
export interface SharedTransactions {
  /**
   * Runs `work` in a transaction that it may share. `subject` names what it reads before it writes: pieces with one
   * subject run one after the other, in the order in which they were given, for each has to see what the one before
   * wrote. If anything in the shared
   * transaction fails, nothing of it happened, and each piece is run again in one of its own: so `work` must do
   * nothing but database work.
   */
  run<T>(subject: string, work: (tx: Tx) => Promise<T>): Promise<T>
}

interface Piece {
  readonly subject: string
  readonly runIn: (tx: Tx) => Promise<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

export function createSharedTransactions(db: Db): SharedTransactions {
  const waiting: Piece[] = []
  const busy = new Set<string>()
  let running = 0

  async function runSome(): Promise<void> {
    running++
    // What waits for a busy subject is taken by the one who is busy with it.
    for (let pieces = take(waiting, busy); pieces.length > 0; pieces = take(waiting, busy)) {
      await runTogether(db, pieces)
      for (const { subject } of pieces) busy.delete(subject)
    }
    running--
  }

  return {
    run<T>(subject: string, work: (tx: Tx) => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- resolved with what its own work returned
        waiting.push({ subject, runIn: work, resolve: resolve as (value: unknown) => void, reject })
        if (running === 0 || (running < maxAtOnce && waiting.length >= manyWait)) void runSome()
      })
    },
  }
}

/** The first that wait, each of a subject that is not busy; it is from now on. */
function take(waiting: Piece[], busy: Set<string>): Piece[] {
  const taken: Piece[] = []
  for (let index = 0; index < waiting.length && taken.length < maxTogether;) {
    const piece = waiting[index]!
    if (busy.has(piece.subject)) index++
    else {
      busy.add(piece.subject)
      taken.push(piece)
      waiting.splice(index, 1)
    }
  }
  return taken
}

async function runTogether(db: Db, pieces: readonly Piece[]): Promise<void> {
  const [first] = pieces
  if (pieces.length === 1) return runAlone(db, first!)
  try {
    const work = async (tx: Tx): Promise<unknown[]> => {
      await executeLater(tx, keepPlans)
      return allSettledOrThrow(pieces.map((piece) => piece.runIn(tx)))
    }
    const results = await transact(db, work, { retries: 0 })
    for (const [index, piece] of pieces.entries()) piece.resolve(results[index])
  } catch {
    // Which of them was to blame shows when each is run alone.
    for (const piece of pieces) await runAlone(db, piece)
  }
}

async function runAlone(db: Db, { runIn, resolve, reject }: Piece): Promise<void> {
  try {
    const work = async (tx: Tx): Promise<unknown> => {
      await executeLater(tx, keepPlans)
      return runIn(tx)
    }
    resolve(await transact(db, work))
  } catch (error) {
    reject(error)
  }
}

/** Waits for all of them even when one fails: none may still be talking when the transaction ends. */
async function allSettledOrThrow(running: Promise<unknown>[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(running)
  return settled.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  })
}

// The statements are the same for every piece: planning them anew each time costs more than running them.
const keepPlans: Statement = {
  name: 'keep-plans',
  sql: 'set local plan_cache_mode = force_generic_plan',
  parameters: [],
}
/** More share no further cost, and all of them wait for the slowest. */
const maxTogether = 16
/** A second connection keeps PostgreSQL busy while we think about the first one's answers, if enough waits for it. */
const manyWait = 4
const maxAtOnce = 2
