import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import { getEntryHtml } from '@throughline/protocol/timeline/entries.ts'
import type { Db } from '../platform/db/db.ts'
import { can, handle, type HttpServer } from '../platform/http/http.ts'
import { AppError } from '../lib/errors.ts'
import { issueFacts } from '../work/issues/issues.ts'
import { attachmentsOf, entriesByIds, entrySubjects, htmlOf } from '../record/timeline/timeline.ts'
import type { ChannelStore } from './configuring/channel-store.ts'
import type { Registry } from './registry.ts'

/** Bodies in HTML, made harmless by the adapter of the channel they came by. */
export function showHtmlRoutes(app: HttpServer, deps: { db: Db; store: ChannelStore; registry: Registry }): void {
  const { db, store, registry } = deps

  handle(app, getEntryHtml, async ({ params, caller }) => {
    const [[entry], html] = await Promise.all([entriesByIds(db, [params.id]), htmlOf(db, params.id)])
    // A deleted channel still says what it was, and so who can read what came by it.
    const channel = entry?.channel_id ? (await store.briefs([entry.channel_id])).get(entry.channel_id) : undefined
    const adapter = channel && registry.adapterOf(channel.kind)
    const subjectOf = await entrySubjects(db, issueFacts, caller, entry ? [entry] : [])
    const mayRead = entry && can(caller, 'thread.read', subjectOf(entry))
    if (!entry || !mayRead || !html || !adapter?.showHtml) throw new AppError('not_found', timelineWords.no_html())
    const attachments = await attachmentsOf(db, [entry.id])
    const urls = new Map(
      attachments.flatMap((file) => (file.content_id ? [[file.content_id, `/api/v1/attachments/${file.id}`]] : [])),
    )
    return adapter.showHtml(html, { imageUrl: (contentId) => urls.get(contentId) ?? null, content: entry.content })
  })
}
