import './tables.ts'
import type { HttpServer } from '../../platform/http/http.ts'
import { followFeed } from '../realtime/realtime.ts'
import type { Moment, PortalDeps } from './deps.ts'
import { watchFloods } from './floods/floods.ts'
import { floodRoutes } from './floods/routes.ts'
import { openLive } from './live/live.ts'
import { moveMark } from './messages/marks.ts'
import { visitorRoutes } from './routes.ts'
import { followSessionChanges } from './visitors/session-changes.ts'

/**
 * What customers themselves may see and do, beginning with the chat on a company's own site.
 *
 * Owns the tables `visitor_sessions`, `visitor_marks`, `visitor_host_tokens`, `visitor_mails` and `visitor_counts`. A
 * visitor is a stranger until a token says otherwise: one that their own device keeps, or one that the company's site
 * signed. What may be seen is decided in one place (`messages/visible.ts`) for pages, streams and files alike.
 *
 * Refuses to store anything before the visitor acts, to believe what a visitor types about themselves, to show notes,
 * and to write to the thread by any way but those of all channels: what a visitor says goes in through
 * `channels/inbound`, and what is mailed goes out through `channels/outbound`.
 */
export { chatOf } from './visitors/chat.ts'
export { pruneCounts } from './floods/counts.ts'
export { mailUnseen } from './mail/mail-unseen.ts'
export { adoptVisitorMail, chatUnseen, scheduleUnseenMails, visitorMailJob } from './mail/schedule-unseen-mails.ts'
export { pruneSessions } from './visitors/sessions.ts'

export interface Portal {
  connectionCount(): number
  stop(): Promise<void>
}

export function startPortal(app: HttpServer, deps: PortalDeps & Moment): Portal {
  const floods = watchFloods(deps)
  const live = openLive(app, { ...deps, floods })
  floodRoutes(app, deps)

  function staffLooks(customerId: string): void {
    moveMark(deps.db, customerId, deps.clock.now().getTime() * 1000)
      .then((isMoved) => isMoved && deps.hints.publish({ about: 'seen', customerId }))
      .catch((error: unknown) => deps.logger.warn({ err: error }, 'that the team looked could not be noted'))
  }

  visitorRoutes(app, { ...deps, live, floods, staffLooks })
  deps.watch({ looks: staffLooks, types: (customerId, { name }) => live.staffTypes(customerId, name) })
  // What another node changed about sessions and channels counts here within a second.
  const changes = followSessionChanges(deps.db)
  void changes.next().catch(() => undefined)
  deps.accessWatch.listen('channels', async (isChanged) => {
    if (isChanged) await live.channelsChanged()
    const changed = await changes.next()
    if (changed.size > 0) live.sessionsChanged(changed)
  })
  // Hints may be lost: the feed tells as well, a little later.
  const feed = followFeed(deps, live.hint)
  return {
    connectionCount: live.connectionCount,
    async stop() {
      live.stop()
      await feed.stop()
      await floods.stop()
    },
  }
}
