import { listOutbox } from '@throughline/protocol/channels/outbox.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import { cursorFor } from '../../platform/http/cursor.ts'
import { handle, type HttpServer } from '../../platform/http/http.ts'

const outboxCursor = cursorFor('outbox', z.object({ at: z.string(), id: z.uuid() }))

interface Row {
  id: string
  entry_id: string | null
  envelope_from: string
  recipients: string[]
  subject: string
  text: string
  message_id: string
  sent_at: Date
  cursor_at: string
}

/** Mail that was kept for reading because no outgoing server is configured, newest first. */
export function outboxRoutes(app: HttpServer, { db }: { db: Db }): void {
  handle(app, listOutbox, async ({ query }) => {
    const { rows, nextCursor } = await outboxCursor.page(
      query,
      (before, limit) => keptMails(db, before, limit),
      (row) => ({ at: row.cursor_at, id: row.id }),
    )
    return {
      items: rows.map((row) => ({
        id: row.id,
        entryId: row.entry_id,
        from: row.envelope_from,
        to: row.recipients,
        subject: row.subject,
        text: row.text,
        messageId: row.message_id,
        sentAt: row.sent_at.toISOString(),
      })),
      nextCursor,
    }
  })
}

async function keptMails(db: Db, before: { at: string; id: string } | null, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select id, entry_id, envelope_from, recipients, subject, text, message_id, sent_at,
      to_char(sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as cursor_at
    from outbox_mails
    where ${before === null ? sql`true` : sql`(sent_at, id) < (${before.at}::timestamptz, ${before.id}::uuid)`}
    order by sent_at desc, id desc limit ${limit}`.execute(db)
  return rows
}
