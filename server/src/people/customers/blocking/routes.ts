import * as contracts from '@throughline/protocol/customers/routes.ts'
import { recordAudit } from '../../audit/audit.ts'
import { transact, type Db } from '../../../platform/db/db.ts'
import { handle, type HttpServer } from '../../../platform/http/http.ts'
import type { Clock } from '../../../lib/clock.ts'
import { actorOf } from '../made-by.ts'
import { customerView, type CustomerSources } from '../profile/view.ts'
import { refuseUnlessCanCustomer } from '../subject.ts'
import { blockCustomer, unblockCustomer } from './block.ts'

export interface BlockingDeps {
  db: Db
  clock: Clock
  sources: CustomerSources
  /** Called after a commit, so that open screens show it at once. */
  changed(customerId: string): void
}

export function blockingRoutes(app: HttpServer, deps: BlockingDeps): void {
  const { db, clock, sources } = deps

  handle(app, contracts.blockCustomer, async ({ params, body, caller }) => {
    const { canonicalId } = await transact(db, async (tx) => {
      await refuseUnlessCanCustomer(tx, caller, 'customers.write', params.id)
      const { reason } = body
      const blocked = await blockCustomer(tx, { customerId: params.id, reason, by: actorOf(caller), now: clock.now() })
      if (blocked.changedIds.length > 0) {
        const subject = { kind: 'customer', id: blocked.canonicalId }
        const details = { reason, customerIds: blocked.changedIds }
        await recordAudit(tx, { actor: caller, action: 'customer.blocked', subject, details }, clock)
      }
      return blocked
    })
    deps.changed(canonicalId)
    return customerView(db, params.id, sources, caller)
  })

  handle(app, contracts.unblockCustomer, async ({ params, caller }) => {
    const { canonicalId } = await transact(db, async (tx) => {
      await refuseUnlessCanCustomer(tx, caller, 'customers.write', params.id)
      const unblocked = await unblockCustomer(tx, { customerId: params.id, now: clock.now() })
      if (unblocked.changedIds.length > 0) {
        const subject = { kind: 'customer', id: unblocked.canonicalId }
        const details = { customerIds: unblocked.changedIds }
        await recordAudit(tx, { actor: caller, action: 'customer.unblocked', subject, details }, clock)
      }
      return unblocked
    })
    deps.changed(canonicalId)
    return customerView(db, params.id, sources, caller)
  })
}
