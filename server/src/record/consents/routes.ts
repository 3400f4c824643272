import * as contracts from '@throughline/protocol/consents/routes.ts'
import { consentWords } from '@throughline/protocol/consents/words.ts'
import { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError, fieldError } from '../../lib/errors.ts'
import { recordAudit } from '../../people/audit/audit.ts'
import { identitiesBehind, memberIdsOf, refuseUnlessCanCustomer } from '../../people/customers/customers.ts'
import { transact, type Db, type Tx } from '../../platform/db/db.ts'
import { handle, type Caller, type HttpServer } from '../../platform/http/http.ts'
import { authorOf } from '../timeline/timeline.ts'
import { recordConsent } from './record-consent.ts'
import { viewConsents } from './view.ts'

export interface ConsentDeps {
  db: Db
  clock: Clock
  /** Called after a commit that changed a thread. */
  changed(customerId: string, issueIds: string[]): void
}

export function consentRoutes(app: HttpServer, deps: ConsentDeps): void {
  const { db, clock } = deps

  handle(app, contracts.listConsents, async ({ params, caller }) => {
    await refuseUnlessCanCustomer(db, caller, 'customers.read', params.id)
    return { items: await viewConsents(db, await identitiesOf(db, params.id)) }
  })

  handle(app, contracts.recordConsent, async ({ params, body, caller }) => {
    const now = clock.now()
    const occurredAt = body.occurredAt === undefined ? now : new Date(body.occurredAt)
    if (occurredAt > now) {
      const why = consentWords.in_the_future()
      throw new AppError('invalid_request', why, { details: { errors: [fieldError('occurredAt', why)] } })
    }
    const { canonicalId, view } = await transact(db, async (tx) => {
      await refuseUnlessCanCustomer(tx, caller, 'customers.write', params.id)
      const identity = (await identitiesOf(tx, params.id)).find(({ id }) => id === body.identityId)
      if (!identity) throw new AppError('not_found', customerWords.no_such_address())
      const { purpose, isGiven, medium = null, reason } = body
      const recorded = await recordConsent(tx, {
        address: identity,
        holder: { identityId: identity.id, homeId: identity.customer_id },
        medium,
        purpose,
        isGiven,
        source: body.isImport ? 'import' : caller.kind === 'staff' ? 'staff' : 'api',
        wording: body.wording ?? '',
        reason,
        by: { actor: actorOf(caller), author: authorOf(caller) },
        channelId: null,
        inboundId: null,
        isConfirmed: false,
        occurredAt,
        now,
      })
      const subject = { kind: 'identity', id: identity.id }
      const details = { purpose, isGiven, medium, reason, customerId: identity.customer_id }
      await recordAudit(tx, { actor: caller, action: 'consent.recorded', subject, details }, clock)
      return { canonicalId: recorded.canonicalId, view: (await viewConsents(tx, [identity]))[0]! }
    })
    if (canonicalId !== null) deps.changed(canonicalId, [])
    return view
  })
}

async function identitiesOf(db: Db | Tx, customerId: string) {
  const memberIds = await memberIdsOf(db, customerId)
  if (memberIds.length === 0) throw new AppError('not_found', customerWords.no_such_customer())
  return identitiesBehind(db, memberIds)
}

/** Who did it, as it is kept with what was said. */
const actorOf = ({ kind, id, name }: Caller) => ({ kind, id, name })
