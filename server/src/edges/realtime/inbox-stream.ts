import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import type { ThreadHint } from '../../platform/events/hints.ts'
import { runWhenBack } from '../../platform/db/run-again.ts'
import { feedEnd, readFeed, type FeedCursor } from '../../platform/events/feed.ts'
import { ruleSql, type Caller } from '../../platform/http/http.ts'
import {
  inboxCursor,
  issueFactSql,
  issuesByIds,
  issuesOfMoment,
  readsAfter,
  viewIssues,
} from '../../work/issues/issues.ts'
import type { RealtimeDeps } from './deps.ts'
import { createSentIssues } from './sent-issues.ts'

export interface InboxWatcher {
  readonly caller: Caller | null
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
  /** Somebody has read an issue: their tabs show it. */
  readBy(staffId: string): void
  stop(): Promise<void>
}

/** A client that missed more than this reads the list again. */
const maxMissed = 2000
/** How far the cursor that goes with each message may lag behind. */
const cursorFreshForMs = 1000

/** Said once more rather than not at all: a later one counts, whatever the order. Clocks of nodes differ a little. */
const readsOverlapMs = 30_000
/** Of one person since their tab was last connected. */
const maxReads = 500

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
  let end: { cursor: FeedCursor & { readsAt: number }; at: number } | null = null
  let sending: Promise<void> | null = null

  async function currentCursor(): Promise<string> {
    const now = Date.now()
    if (!end || now - end.at > cursorFreshForMs) {
      const readsAt = deps.clock.now().getTime()
      end = { cursor: { ...(await feedEnd(db)), readsAt }, at: now }
    }
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

  /** Only of issues that this caller may see by now. */
  async function tellReads({ caller, send }: InboxWatcher, after: Date): Promise<void> {
    if (caller === null) return
    const only = ruleSql(caller, 'issues.read', issueFactSql())
    const reads = await readsAfter(db, { staffId: caller.id, after, limit: maxReads, only })
    if (reads.length > 0) send({ type: 'reads', topic: 'inbox', reads })
  }

  async function catchUp(watcher: InboxWatcher, cursor: string | null): Promise<void> {
    const { send } = watcher
    if (cursor === null) return send({ type: 'subscribed', topic: 'inbox', cursor: await currentCursor() })
    const from = inboxCursor.decode(cursor)
    const missed = await readFeed(db, from, maxMissed)
    if (missed.length === maxMissed) {
      return send({ type: 'reload', topic: 'inbox', reason: 'Too much happened meanwhile.' })
    }
    const last = missed.at(-1)
    const reached = inboxCursor.encode({ ...from, ...(last ? { xid: last.xid, position: last.position } : {}) })
    send({ type: 'subscribed', topic: 'inbox', cursor: reached })
    await tellReads(watcher, new Date((from.readsAt ?? deps.clock.now().getTime()) - readsOverlapMs))
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
    readBy(staffId) {
      const after = new Date(deps.clock.now().getTime() - readsOverlapMs)
      for (const watcher of watchers) {
        if (watcher.caller?.id !== staffId) continue
        void tellReads(watcher, after).catch((error: unknown) =>
          deps.logger.error({ err: error }, 'what somebody has read could not be told to their tabs'),
        )
      }
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
