import * as contracts from '@throughline/protocol/customers/routes.ts'
import { transact, type Db } from '../../platform/db/db.ts'
import { handle, type HttpServer } from '../../platform/http/http.ts'
import type { Clock } from '../../lib/clock.ts'
import { isVouching, recordVouch, refuseToVouch } from './identities/vouching.ts'
import { identityRoutes } from './identities/routes.ts'
import { madeBy } from './made-by.ts'
import { mergeRoutes } from './merging/routes.ts'
import type { Separate } from './merging/undo-merge.ts'
import { createCustomer } from './profile/create-customer.ts'
import { updateCustomer } from './profile/update-customer.ts'
import { customerView, type CustomerSources } from './profile/view.ts'
import { searchCustomers } from './search/search.ts'
import { suggestDuplicates } from './suggestions/suggest.ts'

export interface CustomerDeps {
  db: Db
  clock: Clock
  sources: CustomerSources
  separate: Separate
  /** Called after a commit, so that open screens show it at once. */
  changed(customerId: string): void
}

export function customerRoutes(app: HttpServer, deps: CustomerDeps): void {
  const { db, clock, sources } = deps

  handle(app, contracts.listCustomers, ({ query }) => searchCustomers(db, query))

  handle(app, contracts.createCustomer, async ({ body, caller }) => {
    for (const { assurance } of body.identities) refuseToVouch(caller, assurance)
    const id = await transact(db, async (tx) => {
      const customer = { ...body, displayName: body.displayName ?? null, ...madeBy(caller), now: clock.now() }
      const created = await createCustomer(tx, customer)
      for (const { assurance, reason } of body.identities.filter((given) => isVouching(given.assurance))) {
        await recordVouch(tx, clock, caller, { kind: 'customer', id: created, assurance, reason })
      }
      return created
    })
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

  handle(app, contracts.listSuggestions, async ({ params }) => ({ items: await suggestDuplicates(db, params.id) }))

  identityRoutes(app, deps)
  mergeRoutes(app, deps)
}
