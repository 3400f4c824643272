import * as contracts from '@throughline/protocol/saved-replies/routes.ts'
import type { Db } from '../../platform/db/db.ts'
import { handle, ruleSql, type HttpServer } from '../../platform/http/http.ts'
import type { Clock } from '../../lib/clock.ts'
import { changeReply, removeReply, saveReply } from './change-replies.ts'
import { repliesFor, viewReply } from './queries.ts'
import { replyFactSql } from './subject.ts'
import './tables.ts'

export function savedReplyRoutes(app: HttpServer, { db, clock }: { db: Db; clock: Clock }): void {
  handle(app, contracts.listSavedReplies, async ({ caller }) => ({
    items: (await repliesFor(db, caller.id, ruleSql(caller, 'thread.write', replyFactSql()))).map(viewReply),
  }))
  handle(app, contracts.createSavedReply, ({ body, caller }) => saveReply(db, clock, { ...body, by: caller }))
  handle(app, contracts.updateSavedReply, ({ params, body, caller }) =>
    changeReply(db, clock, { ...params, ...body, by: caller }),
  )
  handle(app, contracts.deleteSavedReply, ({ params, caller }) => removeReply(db, clock, { ...params, by: caller }))
}
