import { listAudit } from '@throughline/protocol/audit/audit.ts'
import { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import { cursorFor } from '../../platform/http/cursor.ts'
import { handle, type HttpServer } from '../../platform/http/http.ts'
import { auditPage } from './queries.ts'

const auditCursor = cursorFor('audit', z.uuid())

export function auditRoutes(app: HttpServer, { db }: { db: Db }): void {
  handle(app, listAudit, async ({ query }) => {
    const { rows, nextCursor } = await auditCursor.page(
      query,
      (before, limit) => auditPage(db, { action: query.action, before, limit }),
      (row) => row.id,
    )
    return {
      items: rows.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
        action: row.action,
        subject: { kind: row.subject_kind, id: row.subject_id },
        details: row.details,
        address: row.address,
      })),
      nextCursor,
    }
  })
}
