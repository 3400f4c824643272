import * as contracts from '@throughline/protocol/customers/blocked-senders.ts'
import { z } from 'zod'
import { recordAudit } from '../../audit/audit.ts'
import { transact } from '../../../platform/db/db.ts'
import { cursorFor } from '../../../platform/http/cursor.ts'
import { handle, type HttpServer } from '../../../platform/http/http.ts'
import { actorOf } from '../made-by.ts'
import { blockDomain, customersAt, domainBlockOf, domainById, mostCustomersCounted, unblockDomain } from './domains.ts'
import { listBlocked } from './list-blocked.ts'
import { readDomain, refuseUnblockable } from './mail-domains.ts'
import type { BlockingDeps } from './routes.ts'

export interface DomainBlockingDeps extends Omit<BlockingDeps, 'sources' | 'changed'> {
  /** Whether any address of ours is at the domain or below it. */
  ourDomains: () => Promise<(domain: string) => boolean>
}

const blockedCursor = cursorFor('blocked senders', z.object({ at: z.string(), key: z.string() }))

export function domainBlockingRoutes(app: HttpServer, { db, clock, ourDomains }: DomainBlockingDeps): void {
  handle(app, contracts.listBlockedSenders, async ({ query }) => {
    const { rows, nextCursor } = await blockedCursor.page(
      query,
      (cursor, limit) => listBlocked(db, { kind: query.kind, query: query.query ?? '', limit, cursor }),
      (row) => row.cursor,
    )
    return { items: rows.map(({ sender }) => sender), nextCursor }
  })

  handle(app, contracts.previewBlockedDomain, async ({ params }) => {
    const domain = refuseUnblockable(params.domain, await ourDomains())
    const block = await domainBlockOf(db, { kind: 'email', value: `x@${domain}` })
    return { domain, customers: await customersAt(db, domain), cappedAt: mostCustomersCounted, blocked: block !== null }
  })

  handle(app, contracts.blockDomain, async ({ params, body, caller }) => {
    const domain = refuseUnblockable(params.domain, await ourDomains())
    const { reason } = body
    return transact(db, async (tx) => {
      if (await blockDomain(tx, { domain, reason, by: actorOf(caller), now: clock.now() })) {
        const subject = { kind: 'domain', id: domain }
        await recordAudit(tx, { actor: caller, action: 'domain.blocked', subject, details: { reason } }, clock)
      }
      return domainById(tx, domain)
    })
  })

  handle(app, contracts.unblockDomain, async ({ params, caller }) => {
    const domain = readDomain(params.domain) ?? params.domain
    await transact(db, async (tx) => {
      await unblockDomain(tx, domain)
      const subject = { kind: 'domain', id: domain }
      await recordAudit(tx, { actor: caller, action: 'domain.unblocked', subject }, clock)
    })
  })
}
