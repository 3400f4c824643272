import type { Tx } from '../db/db.ts'
import { checkLater, leaseMs, type LeaseName } from './queries.ts'

/** PostgreSQL says the same in `check_lease`. */
const lostCode = 'TL001'

/** The node that has the lease, as the one who works under it sees it. */
export interface Lease extends LeaseName {
  readonly fence: number
  /** False from the moment at which another node may have it. The work under it begins nothing more then. */
  isHeld(): boolean
  /**
   * Makes the transaction one of the holder's: it fails with `isLeaseLost` when the lease is another's by now, and nobody
   * takes the lease before it has ended. Costs no round trip of its own. Call it last.
   */
  check(tx: Tx): Promise<void>
}

export function isLeaseLost(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === lostCode
}

/** The work ends this long before another node may take the lease, by this process's own clock. */
const marginMs = 1000

/** A lease that this node was given. */
export class HeldLease implements Lease {
  readonly kind: string
  readonly name: string
  readonly fence: number
  /** By `performance.now()`. */
  #endsAt: number
  #isLost = false
  readonly #nodeId: string

  /** `askedAt`: when it was asked for, before the database can have written when it ends. */
  constructor({ kind, name, fence }: LeaseName & { fence: number }, nodeId: string, askedAt: number) {
    this.kind = kind
    this.name = name
    this.fence = fence
    this.#nodeId = nodeId
    this.#endsAt = askedAt + leaseMs - marginMs
  }

  get endsAt(): number {
    return this.#endsAt
  }

  renewed(askedAt: number): void {
    this.#endsAt = askedAt + leaseMs - marginMs
  }

  lost(): void {
    this.#isLost = true
  }

  isHeld(): boolean {
    return !this.#isLost && performance.now() < this.#endsAt
  }

  async check(tx: Tx): Promise<void> {
    if (!this.isHeld())
      throw Object.assign(new Error(`The lease ${this.kind} ${this.name} is lost.`), { code: lostCode })
    await checkLater(tx, this.#nodeId, this)
  }
}
