import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import type { ThreadHint } from '../../platform/events/hints.ts'
import { runWhenBack } from '../../platform/db/run-again.ts'
import { feedEnd, readFeed, type FeedCursor } from '../../platform/events/feed.ts'
import { inboxCursor, issuesByIds, issuesOfMoment, viewIssues } from '../../work/issues/issues.ts'
import type { RealtimeDeps } from './deps.ts'
import { createSentIssues } from './sent-issues.ts'

export interface InboxWatcher {
  readonly send: (message: ServerMessage) => void
  hearIssue(issue: Issue, text: string): void
}

export interface InboxStream {
  /** A watcher is one, however often it subscribes. */
  subscribe(watcher: InboxWatcher, cursor: string | null): Promise<void>
  leave(watcher: InboxWatcher): void
  watcherCount(): number
  isFollowedBy(watcher: InboxWatcher): boolean
  /** `of`: the event that it is about, where that is known. */
  hint(hint: ThreadHint, of?: FeedCursor): void
  stop(): Promise<void>
}

/** A client that missed more than this reads the list again. */
const maxMissed = 2000
/** How far the cursor that goes with each message may lag behind. */
const cursorFreshForMs = 1000

/**
 * The issues of everybody, one stream for all who watch the inbox: each change is read once and sent to all. An issue
 * is sent whole, with its version, so order does not matter and a repeated one changes nothing. The cursor points
 * into the global feed, a little behind, so that coming back with it repeats a few changes and misses none.
 */
export function createInboxStream(deps: RealtimeDeps): InboxStream {
  const { db } = deps
  const watchers = new Set<InboxWatcher>()
  const changed = new Set<string>()
  const sent = createSentIssues()
  let end: { cursor: FeedCursor; at: number } | null = null
  let sending: Promise<void> | null = null

  async function currentCursor(): Promise<string> {
    const now = Date.now()
    if (!end || now - end.at > cursorFreshForMs) end = { cursor: await feedEnd(db), at: now }
    return inboxCursor.encode(end.cursor)
  }

  async function sendChanged(): Promise<void> {
    // Before the issues are read: the cursor must not be ahead of what is sent with it.
    const cursor = await runWhenBack(currentCursor, () => watchers.size === 0)
    while (changed.size > 0) {
      const ids = [...changed]
      changed.clear()
      const read = async () => {
        const { issues, snapshot } = await issuesOfMoment(db, ids)
        return { issues: await viewIssues(db, deps.sources, issues), snapshot }
      }
      const { issues, snapshot } = await runWhenBack(read, () => watchers.size === 0)
      for (const issue of issues) {
        sent.add(issue.id, snapshot)
        const text = JSON.stringify(message(issue, cursor))
        for (const watcher of watchers) watcher.hearIssue(issue, text)
      }
    }
  }

  async function catchUp({ send }: InboxWatcher, cursor: string | null): Promise<void> {
    if (cursor === null) return send({ type: 'subscribed', topic: 'inbox', cursor: await currentCursor() })
    const from = inboxCursor.decode(cursor)
    const missed = await readFeed(db, from, maxMissed)
    if (missed.length === maxMissed) {
      return send({ type: 'reload', topic: 'inbox', reason: 'Too much happened meanwhile.' })
    }
    const last = missed.at(-1)
    const reached = inboxCursor.encode(last ? { xid: last.xid, position: last.position } : from)
    send({ type: 'subscribed', topic: 'inbox', cursor: reached })
    const ids = [...new Set(missed.map((event) => event.issueId).filter((id) => id !== null))]
    for (const issue of await viewIssues(db, deps.sources, await issuesByIds(db, ids))) send(message(issue, reached))
  }

  return {
    async subscribe(watcher, cursor) {
      // First of all, so that nothing falls between what is caught up and what comes live.
      watchers.add(watcher)
      // It was not among those to whom they were sent: what the feed tells is sent to all once more.
      sent.forget()
      try {
        await catchUp(watcher, cursor)
      } catch (error) {
        watchers.delete(watcher)
        throw error
      }
    },
    leave: (watcher) => void watchers.delete(watcher),
    watcherCount: () => watchers.size,
    isFollowedBy: (watcher) => watchers.has(watcher),
    hint({ issueIds }, of) {
      if (watchers.size === 0) return
      for (const id of issueIds) if (!of || !sent.covers(id, of)) changed.add(id)
      if (changed.size === 0 || sending) return
      sending = sendChanged()
        .catch((error: unknown) => {
          deps.logger.error({ err: error }, 'the inbox could not be read on')
          for (const { send } of watchers)
            send({ type: 'reload', topic: 'inbox', reason: 'The stream was interrupted.' })
        })
        .finally(() => (sending = null))
    },
    async stop() {
      watchers.clear()
      await sending
    },
  }
}

function message(issue: Issue, cursor: string): ServerMessage {
  return { type: 'issue', topic: 'inbox', cursor, issue }
}
