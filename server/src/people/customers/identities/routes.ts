import { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import * as contracts from '@throughline/protocol/customers/routes.ts'
import { recordAudit } from '../../audit/audit.ts'
import { transact, type Db, type Tx } from '../../../platform/db/db.ts'
import { handle, isNarrowedBy, type Caller, type HttpServer } from '../../../platform/http/http.ts'
import type { Clock } from '../../../lib/clock.ts'
import { actorOf, madeBy } from '../made-by.ts'
import { homeOfIdentity } from '../names.ts'
import { viewIdentity } from '../profile/view.ts'
import { addressSubject, refuseUnlessCanCustomer } from '../subject.ts'
import { canonicalIdOf } from '../thread/find-thread.ts'
import { attachIdentity } from './attach.ts'
import { detachIdentity } from './detach.ts'
import { identityInUse, throwWithoutHidden } from './in-use.ts'
import { markIdentity } from './mark.ts'
import { raiseAssurance } from './raise-assurance.ts'
import { attachingPowers, isVouching, reasonMissing, recordVouch, refuseToRaise, refuseToVouch } from './vouching.ts'

export interface IdentityDeps {
  db: Db
  clock: Clock
  changed(customerId: string): void
}

export function identityRoutes(app: HttpServer, deps: IdentityDeps): void {
  const { db, clock } = deps

  handle(app, contracts.attachIdentity, async ({ params, body, caller }) => {
    refuseToVouch(caller, body.assurance)
    const attaching = transact(db, async (tx) => {
      await refuseUnlessCanCustomer(tx, caller, 'customers.write', params.id)
      const made = { ...madeBy(caller), ...attachingPowers(caller), now: clock.now() }
      const attached = await attachIdentity(tx, { customerId: params.id, identity: body, ...made })
      if (isVouching(body.assurance)) {
        const { assurance, reason } = body
        await recordVouch(tx, clock, caller, { kind: 'identity', id: attached.id, assurance, reason })
      }
      return attached
    })
    const identity = await attaching.catch((error: unknown) => throwWithoutHidden(caller, error))
    deps.changed(await canonicalIdOf(db, identity.customer_id))
    return viewIdentity(identity)
  })

  handle(app, contracts.updateIdentity, async ({ params, body, caller }) => {
    const { assurance, reason, ...marks } = body
    if (assurance !== undefined) {
      refuseToRaise(caller, assurance)
      if (reason === undefined) throw reasonMissing()
    }
    const changing = transact(db, async (tx) => {
      await refuseHidden(tx, caller, params.id)
      const by = actorOf(caller)
      const marked = await markIdentity(tx, { identityId: params.id, marks, by, reason, now: clock.now() })
      if (marks.blocked !== undefined) {
        await audit(tx, caller, marks.blocked ? 'identity.blocked' : 'identity.unblocked', params.id)
      }
      if (assurance === undefined || reason === undefined) return marked
      await recordVouch(tx, clock, caller, { kind: 'identity', id: params.id, assurance, reason })
      return raise(tx, params.id, { assurance, reason, caller })
    })
    const identity = await changing.catch((error: unknown) => throwWithoutHidden(caller, error))
    deps.changed(await canonicalIdOf(db, identity.customer_id))
    return viewIdentity(identity)
  })

  handle(app, contracts.detachIdentity, async ({ params, caller }) => {
    const { canonicalId } = await transact(db, async (tx) => {
      await refuseHidden(tx, caller, params.id)
      await audit(tx, caller, 'identity.detached', params.id)
      return detachIdentity(tx, { identityId: params.id, by: actorOf(caller), now: clock.now() })
    })
    deps.changed(canonicalId)
  })

  /** An address stays with its record for ever, so whose it is can be read without a lock. */
  async function refuseHidden(tx: Tx, caller: Caller, identityId: string): Promise<void> {
    if (!isNarrowedBy(caller, 'customer')) return
    const homeId = await homeOfIdentity(tx, identityId)
    await refuseUnlessCanCustomer(tx, caller, 'customers.write', homeId, addressSubject)
  }

  async function raise(
    tx: Tx,
    identityId: string,
    { assurance, reason, caller }: { assurance: Assurance; reason: string; caller: Caller },
  ) {
    const raised = await raiseAssurance(tx, {
      identityId,
      assurance,
      by: actorOf(caller),
      reason: customerWords.vouched({ name: caller.name, reason }),
      now: clock.now(),
      mayMerge: false,
    })
    if (raised.state === 'held') throw await identityInUse(tx, raised.holder)
    return raised.identity
  }

  function audit(tx: Tx, actor: Caller, action: string, id: string) {
    return recordAudit(tx, { actor, action, subject: { kind: 'identity', id }, details: {} }, clock)
  }
}
