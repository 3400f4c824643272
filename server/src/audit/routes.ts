import { listAudit } from '@throughline/protocol/staff.ts'
import { z } from 'zod'
import type { Db } from '../db/db.ts'
import { cursorFor } from '../http/cursor.ts'
import { handle, type HttpServer } from '../http/http.ts'
import { auditPage } from './queries.ts'

const auditCursor = cursorFor('audit', z.uuid())

export function auditRoutes(app: HttpServer, { db }: { db: Db }): void {
  handle(app, listAudit, async ({ query }) => {
    const before = query.cursor === undefined ? null : auditCursor.decode(query.cursor)
    const rows = await auditPage(db, { action: query.action, before, limit: query.limit + 1 })
    const page = rows.slice(0, query.limit)
    return {
      items: page.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
        action: row.action,
        subject: { kind: row.subject_kind, id: row.subject_id },
        details: row.details,
        address: row.address,
      })),
      nextCursor: rows.length > page.length ? auditCursor.encode(page.at(-1)!.id) : null,
    }
  })
}
