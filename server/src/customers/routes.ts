import * as contracts from '@throughline/protocol/customers.ts'
import { transact, type Db, type Tx } from '../db/db.ts'
import { recordEvents, type NewEvent } from '../events/events.ts'
import { handle, type Caller, type HttpServer } from '../http/http.ts'
import type { Clock } from '../lib/clock.ts'
import { AppError } from '../lib/errors.ts'
import { attachIdentity } from './identities/attach.ts'
import { mayVouch } from './identities/claims.ts'
import { detachIdentity } from './identities/detach.ts'
import { identityInUse } from './identities/in-use.ts'
import { markIdentity } from './identities/mark.ts'
import { identityById } from './identities/queries.ts'
import { raiseAssurance } from './identities/raise-assurance.ts'
import { mergeCustomers } from './merging/merge.ts'
import { undoMerge } from './merging/undo-merge.ts'
import { createCustomer } from './profile/create-customer.ts'
import { updateCustomer } from './profile/update-customer.ts'
import { customerView, viewIdentity, viewMerge, type CustomerSources } from './profile/view.ts'
import { searchCustomers } from './search/search.ts'
import { suggestDuplicates } from './suggestions/suggest.ts'
import type { Actor } from './tables.ts'
import { canonicalIdOf } from './thread/lock-thread.ts'
import { membersOf } from './thread/queries.ts'
import { displayNamesOf } from './names.ts'

export interface CustomerDeps {
  db: Db
  clock: Clock
  sources: CustomerSources
  /** Called after a commit that changed a customer. */
  changed(customerId: string): void
  /**
   * What others have to separate when a merge is taken back, in its transaction: each side's records, the canonical
   * one first. Gives the events that tell of it.
   */
  separate(tx: Tx, side: { canonicalId: string; memberIds: readonly string[] }): Promise<NewEvent[]>
}

export function customerRoutes(app: HttpServer, deps: CustomerDeps): void {
  const { db, clock, sources } = deps
  const view = (id: string) => customerView(db, id, sources)

  handle(app, contracts.listCustomers, ({ query }) => searchCustomers(db, query))
  handle(app, contracts.getCustomer, ({ params }) => view(params.id))

  handle(app, contracts.createCustomer, async ({ body, caller }) => {
    for (const identity of body.identities) refuseUnvouched(caller, identity.assurance)
    const by = actorOf(caller)
    const { identities, attributes, displayName = null } = body
    const provenance = provenanceOf(caller)
    const id = await transact(db, (tx) =>
      createCustomer(tx, { displayName, identities, attributes, provenance, by, now: clock.now() }),
    )
    deps.changed(id)
    return view(id)
  })

  handle(app, contracts.updateCustomer, async ({ params, body }) => {
    const { displayName, attributes } = body
    const { canonicalId } = await transact(db, (tx) =>
      updateCustomer(tx, {
        customerId: params.id,
        now: clock.now(),
        ...(displayName === undefined ? {} : { displayName }),
        ...(attributes === undefined ? {} : { attributes }),
      }),
    )
    deps.changed(canonicalId)
    return view(params.id)
  })

  handle(app, contracts.attachIdentity, async ({ params, body, caller }) => {
    refuseUnvouched(caller, body.assurance)
    const row = await transact(db, (tx) =>
      attachIdentity(tx, {
        customerId: params.id,
        identity: body,
        provenance: provenanceOf(caller),
        by: actorOf(caller),
        now: clock.now(),
      }),
    )
    deps.changed(await canonicalIdOf(db, params.id))
    return viewIdentity(row)
  })

  handle(app, contracts.updateIdentity, async ({ params, body, caller }) => {
    const { assurance, label, shared, blocked } = body
    if (assurance !== undefined) refuseUnvouched(caller, assurance)
    const now = clock.now()
    await transact(db, async (tx) => {
      const marks = {
        ...(label === undefined ? {} : { label }),
        ...(shared === undefined ? {} : { shared }),
        ...(blocked === undefined ? {} : { blocked }),
      }
      await markIdentity(tx, { identityId: params.id, marks, now })
      if (assurance === undefined) return
      const reason = `${caller.name} vouched for it.`
      const raised = await raiseAssurance(tx, { identityId: params.id, assurance, by: actorOf(caller), reason, now })
      if (raised.state === 'held') throw await identityInUse(tx, raised.holder)
    })
    const row = (await identityById(db, params.id))!
    deps.changed(await canonicalIdOf(db, row.customer_id))
    return viewIdentity(row)
  })

  handle(app, contracts.detachIdentity, async ({ params, caller }) => {
    const { canonicalId } = await transact(db, (tx) =>
      detachIdentity(tx, { identityId: params.id, by: actorOf(caller), now: clock.now() }),
    )
    deps.changed(canonicalId)
  })

  handle(app, contracts.listSuggestions, async ({ params }) => ({ items: await suggestDuplicates(db, params.id) }))

  handle(app, contracts.mergeCustomers, async ({ params, body, caller }) => {
    const request = { customerId: params.id, ...body, by: actorOf(caller), now: clock.now() }
    const merge = await transact(db, (tx) => mergeCustomers(tx, request))
    deps.changed(merge.customer_id)
    deps.changed(merge.other_customer_id)
    const names = await displayNamesOf(db, [merge.other_customer_id])
    return viewMerge(merge, names.get(merge.other_customer_id) ?? null)
  })

  handle(app, contracts.undoMerge, async ({ params, caller }) => {
    const now = clock.now()
    const merge = await transact(db, async (tx) => {
      const undone = await undoMerge(tx, { mergeId: params.id, by: actorOf(caller), now })
      for (const recordId of [undone.customer_id, undone.other_customer_id]) {
        const canonicalId = await canonicalIdOf(tx, recordId)
        await recordEvents(
          tx,
          await deps.separate(tx, { canonicalId, memberIds: await membersOf(tx, canonicalId) }),
          now,
        )
      }
      return undone
    })
    for (const recordId of [merge.customer_id, merge.other_customer_id]) deps.changed(await canonicalIdOf(db, recordId))
    const names = await displayNamesOf(db, [merge.other_customer_id])
    return viewMerge(merge, names.get(merge.other_customer_id) ?? null)
  })
}

function refuseUnvouched(caller: Caller, assurance: contracts.Assurance): void {
  if (mayVouch(caller.kind, assurance)) return
  throw new AppError('forbidden', `Nobody can vouch by hand that an address is ${assurance}.`)
}

function actorOf({ kind, id, name }: Caller): Actor {
  return { kind, id, name }
}

function provenanceOf(caller: Caller): 'staff' | 'api' {
  return caller.kind === 'staff' ? 'staff' : 'api'
}
