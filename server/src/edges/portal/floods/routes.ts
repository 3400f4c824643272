import { channelWords } from '@throughline/protocol/channels/words.ts'
import { listFloods } from '@throughline/protocol/webchat/floods.ts'
import type { ChannelStore } from '../../../channels/channels.ts'
import type { Db } from '../../../platform/db/db.ts'
import { handle, type HttpServer } from '../../../platform/http/http.ts'
import { dayMs, type Clock } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
import { floodsSince } from './counts.ts'
import { windowAt, windowMs } from './floods.ts'

export function floodRoutes(
  app: HttpServer,
  { db, store, clock }: { db: Db; store: ChannelStore; clock: Clock },
): void {
  handle(app, listFloods, async ({ params }) => {
    if (!(await store.find(params.id))) throw new AppError('not_found', channelWords.no_such_channel())
    const now = clock.now()
    const rows = await floodsSince(db, params.id, new Date(now.getTime() - dayMs))
    const running = windowAt(now).getTime()
    return {
      items: rows.map(({ kind, since, last, refused, networks, others, most }) => ({
        kind,
        since: since.toISOString(),
        until: last.getTime() === running ? null : new Date(last.getTime() + windowMs).toISOString(),
        refused,
        networks,
        others,
        most,
      })),
    }
  })
}
