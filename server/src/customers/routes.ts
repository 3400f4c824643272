import * as contracts from '@throughline/protocol/customers.ts'
import { recordAudit } from '../audit/audit.ts'
import { transact, type Db, type Tx } from '../db/db.ts'
import { handle, type Caller, type HttpServer } from '../http/http.ts'
import type { Clock } from '../lib/clock.ts'
import { AppError } from '../lib/errors.ts'
import { attachIdentity } from './identities/attach.ts'
import { mayVouch } from './identities/claims.ts'
import { detachIdentity } from './identities/detach.ts'
import { identityInUse } from './identities/in-use.ts'
import { markIdentity } from './identities/mark.ts'
import { raiseAssurance } from './identities/raise-assurance.ts'
import { mergeCustomers } from './merging/merge.ts'
import type { MergeRow } from './merging/queries.ts'
import { undoMerge, type Separate } from './merging/undo-merge.ts'
import { displayNamesOf } from './names.ts'
import { createCustomer } from './profile/create-customer.ts'
import { updateCustomer } from './profile/update-customer.ts'
import { customerView, viewIdentity, viewMerge, type CustomerSources } from './profile/view.ts'
import { searchCustomers } from './search/search.ts'
import { suggestDuplicates } from './suggestions/suggest.ts'
import type { Actor } from './tables.ts'
import { canonicalIdOf } from './thread/lock-thread.ts'

export interface CustomerDeps {
  db: Db
  clock: Clock
  sources: CustomerSources
  separate: Separate
  /** Called after a commit, so that whoever watches looks at once. */
  changed(customerId: string): void
}

export function customerRoutes(app: HttpServer, deps: CustomerDeps): void {
  const { db, clock, sources } = deps

  handle(app, contracts.listCustomers, ({ query }) => searchCustomers(db, query))

  handle(app, contracts.createCustomer, async ({ body, caller }) => {
    for (const { assurance } of body.identities) refuseToVouch(caller, assurance)
    const id = await transact(db, (tx) =>
      createCustomer(tx, { ...body, displayName: body.displayName ?? null, ...madeBy(caller), now: clock.now() }),
    )
    deps.changed(id)
    return customerView(db, id, sources)
  })

  handle(app, contracts.getCustomer, ({ params }) => customerView(db, params.id, sources))

  handle(app, contracts.updateCustomer, async ({ params, body }) => {
    const { canonicalId } = await transact(db, (tx) =>
      updateCustomer(tx, { customerId: params.id, ...body, now: clock.now() }),
    )
    deps.changed(canonicalId)
    return customerView(db, params.id, sources)
  })

  handle(app, contracts.attachIdentity, async ({ params, body, caller }) => {
    refuseToVouch(caller, body.assurance)
    const identity = await transact(db, (tx) =>
      attachIdentity(tx, { customerId: params.id, identity: body, ...madeBy(caller), now: clock.now() }),
    )
    await announce(identity.customer_id)
    return viewIdentity(identity)
  })

  handle(app, contracts.updateIdentity, async ({ params, body, caller }) => {
    const { assurance, ...marks } = body
    if (assurance !== undefined) refuseToVouch(caller, assurance)
    const identity = await transact(db, async (tx) => {
      const marked = await markIdentity(tx, { identityId: params.id, marks, now: clock.now() })
      if (marks.blocked !== undefined)
        await audit(tx, caller, marks.blocked ? 'identity.blocked' : 'identity.unblocked', params.id)
      return assurance === undefined ? marked : raise(tx, params.id, assurance, caller)
    })
    await announce(identity.customer_id)
    return viewIdentity(identity)
  })

  async function raise(tx: Tx, identityId: string, assurance: contracts.Assurance, caller: Caller) {
    const reason = `${caller.name} vouched for it.`
    const raised = await raiseAssurance(tx, { identityId, assurance, by: actorOf(caller), reason, now: clock.now() })
    if (raised.state === 'held') throw await identityInUse(tx, raised.holder)
    return raised.identity
  }

  handle(app, contracts.detachIdentity, async ({ params, caller }) => {
    const { canonicalId } = await transact(db, async (tx) => {
      await audit(tx, caller, 'identity.detached', params.id)
      return detachIdentity(tx, { identityId: params.id, by: actorOf(caller), now: clock.now() })
    })
    deps.changed(canonicalId)
  })

  handle(app, contracts.listSuggestions, async ({ params }) => ({ items: await suggestDuplicates(db, params.id) }))

  handle(app, contracts.mergeCustomers, async ({ params, body, caller }) => {
    const request = { customerId: params.id, ...body, by: actorOf(caller) }
    const merge = await transact(db, async (tx) => {
      const merge = await mergeCustomers(tx, { ...request, now: clock.now() })
      const details = { customerId: merge.customer_id, otherCustomerId: merge.other_customer_id }
      await audit(tx, caller, 'customer.merged', merge.id, details)
      return merge
    })
    return tellBoth(merge)
  })

  handle(app, contracts.undoMerge, async ({ params, caller }) => {
    const { separate } = deps
    const merge = await transact(db, async (tx) => {
      await audit(tx, caller, 'customer.merge_undone', params.id)
      return undoMerge(tx, { mergeId: params.id, by: actorOf(caller), now: clock.now(), separate })
    })
    return tellBoth(merge)
  })

  async function tellBoth(merge: MergeRow) {
    await announce(merge.customer_id)
    deps.changed(merge.other_customer_id)
    const names = await displayNamesOf(db, [merge.other_customer_id])
    return viewMerge(merge, names.get(merge.other_customer_id) ?? null)
  }

  async function announce(customerId: string): Promise<void> {
    deps.changed(await canonicalIdOf(db, customerId))
  }

  function audit(tx: Tx, actor: Caller, action: string, id: string, details: Record<string, unknown> = {}) {
    const kind = action.startsWith('identity.') ? 'identity' : 'merge'
    return recordAudit(tx, { actor, action, subject: { kind, id }, details }, clock)
  }
}

function actorOf({ kind, id, name }: Caller): Actor {
  return { kind, id, name }
}

function madeBy(caller: Caller): { by: Actor; provenance: 'staff' | 'api' } {
  return { by: actorOf(caller), provenance: caller.kind === 'staff' ? 'staff' : 'api' }
}

function refuseToVouch(caller: Caller, assurance: contracts.Assurance): void {
  if (mayVouch(caller.kind, assurance)) return
  throw new AppError(
    'forbidden',
    `Nobody can vouch by hand that an address is ${assurance}: only the company's own site can, with a token.`,
  )
}
