import { untranslated } from '@throughline/protocol/words.ts'
import * as contracts from '@throughline/protocol/customers/routes.ts'
import { recordAudit } from '../../audit/audit.ts'
import { transact, type Db, type Tx } from '../../../platform/db/db.ts'
import { handle, isNarrowedBy, type Caller, type HttpServer } from '../../../platform/http/http.ts'
import type { Clock } from '../../../lib/clock.ts'
import { actorOf } from '../made-by.ts'
import { displayNamesOf } from '../names.ts'
import { viewMerge } from '../profile/view.ts'
import { mergeSubject, otherCustomerSubject, refuseUnlessCanCustomer } from '../subject.ts'
import { canonicalIdOf } from '../thread/find-thread.ts'
import { mergeCustomers } from './merge.ts'
import { mergeById, type MergeRow } from './queries.ts'
import { undoMerge, type Separate } from './undo-merge.ts'

export interface MergeDeps {
  db: Db
  clock: Clock
  separate: Separate
  changed(customerId: string): void
}

export function mergeRoutes(app: HttpServer, deps: MergeDeps): void {
  const { db, clock, separate } = deps

  handle(app, contracts.mergeCustomers, async ({ params, body, caller }) => {
    const merge = await transact(db, async (tx) => {
      await refuseUnlessCanCustomer(tx, caller, 'customers.merge', params.id)
      // Whether the first is there is said before anything of the other.
      if (isNarrowedBy(caller, 'customer')) await canonicalIdOf(tx, params.id)
      await refuseUnlessCanCustomer(tx, caller, 'customers.merge', body.otherCustomerId, otherCustomerSubject)
      const reason = untranslated(body.reason)
      const request = { customerId: params.id, ...body, reason, by: actorOf(caller), now: clock.now() }
      const merge = await mergeCustomers(tx, request)
      const subject = { kind: 'merge', id: merge.id }
      const details = { customerId: merge.customer_id, otherCustomerId: merge.other_customer_id }
      await recordAudit(tx, { actor: caller, action: 'customer.merged', subject, details }, clock)
      return merge
    })
    return toldToBoth(merge)
  })

  handle(app, contracts.undoMerge, async ({ params, caller }) => {
    const merge = await transact(db, async (tx) => {
      await refuseHidden(tx, caller, params.id)
      const subject = { kind: 'merge', id: params.id }
      await recordAudit(tx, { actor: caller, action: 'customer.merge_undone', subject, details: {} }, clock)
      return undoMerge(tx, { mergeId: params.id, by: actorOf(caller), now: clock.now(), separate })
    })
    return toldToBoth(merge)
  })

  /** Of a merge both sides, whatever is read of them. */
  async function refuseHidden(tx: Tx, caller: Caller, mergeId: string): Promise<void> {
    const merge = isNarrowedBy(caller, 'customer') ? await mergeById(tx, mergeId) : null
    if (!merge) return
    for (const id of [merge.customer_id, merge.other_customer_id]) {
      await refuseUnlessCanCustomer(tx, caller, 'customers.merge', id, mergeSubject)
    }
  }

  async function toldToBoth(merge: MergeRow) {
    deps.changed(await canonicalIdOf(db, merge.customer_id))
    deps.changed(merge.other_customer_id)
    const names = await displayNamesOf(db, [merge.other_customer_id])
    return viewMerge(merge, names.get(merge.other_customer_id) ?? null)
  }
}
