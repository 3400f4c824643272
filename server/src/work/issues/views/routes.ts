import { countViews, createView, deleteView, listViews, updateView } from '@throughline/protocol/issues/views.ts'
import type { Db } from '../../../platform/db/db.ts'
import { handle, type HttpServer } from '../../../platform/http/http.ts'
import type { Clock } from '../../../lib/clock.ts'
import { changeView, countSavedViews, removeView, savedViewsFor, saveView } from './saved-views.ts'

export function viewRoutes(app: HttpServer, { db, clock }: { db: Db; clock: Clock }): void {
  handle(app, listViews, async ({ caller }) => ({ items: await savedViewsFor(db, caller) }))
  handle(app, countViews, ({ caller }) => countSavedViews(db, caller))
  handle(app, createView, ({ body, caller }) => saveView(db, clock, { ...body, by: caller }))
  handle(app, updateView, ({ params, body, caller }) => changeView(db, clock, { ...params, to: body, by: caller }))
  handle(app, deleteView, ({ params, caller }) => removeView(db, { ...params, by: caller }))
}
