import * as contracts from '@throughline/protocol/customers/routes.ts'
import { transact, type Db } from '../../platform/db/db.ts'
import { can, handle, type HttpServer } from '../../platform/http/http.ts'
import type { Clock } from '../../lib/clock.ts'
import { isVouching, recordVouch, refuseToVouch } from './identities/vouching.ts'
import { throwWithoutHidden } from './identities/in-use.ts'
import { domainBlockingRoutes, type DomainBlockingDeps } from './blocking/domain-routes.ts'
import { blockingRoutes } from './blocking/routes.ts'
import { identityRoutes } from './identities/routes.ts'
import { madeBy } from './made-by.ts'
import { mergeRoutes } from './merging/routes.ts'
import type { Separate } from './merging/undo-merge.ts'
import { createCustomer } from './profile/create-customer.ts'
import { updateCustomer } from './profile/update-customer.ts'
import { customerView, type CustomerSources } from './profile/view.ts'
import { searchCustomers } from './search/search.ts'
import { customerSubject, refuseUnlessCanCustomer } from './subject.ts'
import { suggestDuplicates } from './suggestions/suggest.ts'

export interface CustomerDeps {
  db: Db
  clock: Clock
  sources: CustomerSources
  separate: Separate
  ourDomains: DomainBlockingDeps['ourDomains']
  /** Called after a commit, so that open screens show it at once. */
  changed(customerId: string): void
}

export function customerRoutes(app: HttpServer, deps: CustomerDeps): void {
  const { db, clock, sources } = deps

  handle(app, contracts.listCustomers, ({ query, caller }) => searchCustomers(db, query, caller))

  handle(app, contracts.createCustomer, async ({ body, caller }) => {
    for (const { assurance } of body.identities) refuseToVouch(caller, assurance)
    const creating = transact(db, async (tx) => {
      const customer = { ...body, displayName: body.displayName ?? null, ...madeBy(caller), now: clock.now() }
      const created = await createCustomer(tx, customer)
      for (const { assurance, reason } of body.identities.filter((given) => isVouching(given.assurance))) {
        await recordVouch(tx, clock, caller, { kind: 'customer', id: created, assurance, reason })
      }
      return created
    })
    const id = await creating.catch((error: unknown) => throwWithoutHidden(caller, error))
    deps.changed(id)
    return customerView(db, id, sources, caller)
  })

  handle(app, contracts.getCustomer, async ({ params, caller }) => {
    await refuseUnlessCanCustomer(db, caller, 'customers.read', params.id)
    return customerView(db, params.id, sources, caller)
  })

  handle(app, contracts.updateCustomer, async ({ params, body, caller }) => {
    const { canonicalId } = await transact(db, async (tx) => {
      await refuseUnlessCanCustomer(tx, caller, 'customers.write', params.id)
      return updateCustomer(tx, { customerId: params.id, ...body, now: clock.now() })
    })
    deps.changed(canonicalId)
    return customerView(db, params.id, sources, caller)
  })

  handle(app, contracts.listSuggestions, async ({ params, caller }) => {
    await refuseUnlessCanCustomer(db, caller, 'customers.read', params.id)
    const maySee = (id: string) => can(caller, 'customers.read', customerSubject(id))
    return { items: await suggestDuplicates(db, params.id, maySee) }
  })

  blockingRoutes(app, deps)
  domainBlockingRoutes(app, deps)
  identityRoutes(app, deps)
  mergeRoutes(app, deps)
}
