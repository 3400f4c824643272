import { forwardIssue, prepareForward } from '@throughline/protocol/timeline/forwards.ts'
import { handle, type HttpServer } from '../../platform/http/http.ts'
import { issueFacts } from '../../work/issues/issues.ts'
import { entryOnThread, refuseHiddenEntry, viewAttachment, type EntrySources } from '../../record/timeline/timeline.ts'
import { channelToForwardBy, chooseForwarded, filesOf, issueToForward, passagesOf } from './choose-forwarded.ts'
import { defaultSubject, forward, type ForwardDeps } from './forward.ts'
import { forwardedText } from './forwarded-block.ts'

const maxForwardBytes = 4 * 1024 * 1024

export function forwardingRoutes(app: HttpServer, deps: ForwardDeps & { sources: EntrySources }): void {
  const { db, store, sources } = deps

  handle(app, prepareForward, async ({ params, query, caller }) => {
    await issueToForward(db, params.id, caller)
    const entries = await chooseForwarded(db, { issueId: params.id, entryId: query.entryId, by: caller })
    const { id, name, adapter } = await channelToForwardBy(store, entries)
    const [files, passages] = [await filesOf(db, entries), await passagesOf(deps, entries, () => null)]
    return {
      subject: await defaultSubject(deps, params.id, entries, caller),
      text: forwardedText(passages),
      messageCount: entries.length,
      // What is not here yet cannot go along.
      files: files
        .filter(({ fetch_state: state }) => state === null)
        .map((file) => viewAttachment(file, deps.scansSince)),
      channel: { id, name },
      maxFiles: adapter.capabilities.attachments?.maxCount ?? 0,
      maxTotalBytes: adapter.capabilities.attachments?.maxTotalBytes ?? 0,
    }
  })

  handle(
    app,
    forwardIssue,
    async ({ params, body, caller, reply }) => {
      const written = await forward(deps, { issueId: params.id, asked: body, by: caller })
      if (!written.isNew) {
        // It may have been moved out of their sight since they wrote it.
        await refuseHiddenEntry(db, issueFacts, { caller, action: 'thread.read', entryId: written.entryId })
        reply.code(200)
      }
      return entryOnThread(db, sources, written.entryId)
    },
    { maxBytes: maxForwardBytes },
  )
}
