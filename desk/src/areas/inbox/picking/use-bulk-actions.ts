import { useQueryClient } from '@tanstack/react-query'
import type { BulkResult } from '@throughline/protocol/issues/bulk.ts'
import type { Issue, Priority } from '@throughline/protocol/issues/issues.ts'
import { useState } from 'react'
import { changeTogether, type BulkBody } from '../../../data/issues/change-together.ts'
import { doneWith } from '../../../data/issues/held-place.ts'
import { tell, tellProblem, tellRefusal } from '../../../look/tell.tsx'
import { say } from '../../../words/words.ts'
import { nearTime } from '../../../words/times.ts'
import { w } from '../words/words.ts'

type Change = BulkBody['change']
type Seen = NonNullable<BulkBody['was']>[string]

interface Step {
  change: Change
  /** What of an issue it changes. Where that is another by now, somebody else was here: it is left to them. */
  sees: (issue: Issue) => Seen
  /** Whether that is asked at once: not where all are to be so in any case. */
  isAsked?: boolean
  /** The steps that make one issue what it was before. */
  back: (before: Issue) => Change[]
  said: (count: number) => string
  /** They leave the list by it. */
  isDone?: boolean
}

/** The same change of many issues, in one call. Says of how many, with one way back to how each of them was before. */
export function useBulkActions(onDone: () => void) {
  const queryClient = useQueryClient()
  const [isBusy, setIsBusy] = useState(false)
  const all = async (issues: Issue[], { change, sees, isAsked = false, back, said, isDone = false }: Step) => {
    setIsBusy(true)
    try {
      const ids = issues.map(({ id }) => id)
      const { changed, refused } = await changeTogether(queryClient, ids, change, isAsked ? seenOf(issues, sees) : {})
      onDone()
      if (isDone) for (const issue of changed) doneWith.tell(issue)
      const made = seenOf(changed, sees)
      const before = issues.filter(({ id }) => id in made)
      const undoAll = () => void undo(before, back, made)
      if (changed.length > 0) tell(said(changed.length), undoAll, sentenceOfRefused(refused))
      else if (refused.length > 0) tellRefusal(sentenceOfRefused(refused) ?? '')
      else tell(w.inbox.picking.unchanged)
    } catch (error) {
      tellProblem(error)
    } finally {
      setIsBusy(false)
    }
  }
  /** Those that were alike before are one call. */
  const undo = async (before: Issue[], back: Step['back'], made: Record<string, Seen>) => {
    try {
      const refused: BulkResult[] = []
      for (const alike of Map.groupBy(before, (issue) => JSON.stringify(back(issue))).values()) {
        let [ids, was] = [alike.map(({ id }) => id), made]
        for (const change of back(alike[0]!)) {
          const done = await changeTogether(queryClient, ids, change, was)
          refused.push(...done.refused)
          ;[ids, was] = [done.changed.map(({ id }) => id), {}]
        }
      }
      tell(w.common.undone, undefined, sentenceOfRefused(refused))
    } catch (error) {
      tellProblem(error)
    }
  }
  const start = (issues: Issue[], step: Step) => void all(issues, step)
  return {
    isBusy,
    close: (issues: Issue[]) =>
      start(issues, {
        change: { kind: 'close' },
        sees: statusOf,
        back: backToStatus,
        said: w.inbox.picking.closed,
        isDone: true,
      }),
    trash: (issues: Issue[]) =>
      start(issues, {
        change: { kind: 'trash' },
        sees: statusOf,
        back: () => [{ kind: 'restore' }],
        said: w.inbox.picking.trashed,
        isDone: true,
      }),
    restore: (issues: Issue[]) =>
      start(issues, {
        change: { kind: 'restore' },
        sees: statusOf,
        back: () => [{ kind: 'trash' }],
        said: w.inbox.picking.restored,
        isDone: true,
      }),
    snooze: (issues: Issue[], until: Date) =>
      start(
        issues.filter(({ status }) => status !== 'resolved'),
        {
          change: { kind: 'snooze', until: until.toISOString() },
          sees: statusOf,
          back: (before) => backToStatus(before).slice(-1),
          said: (count) => w.inbox.picking.snoozed(count, nearTime(until.toISOString(), Date.now())),
          isDone: true,
        },
      ),
    assign: (issues: Issue[], owner: { id: string; name: string } | null) =>
      start(issues, {
        change: { kind: 'assign', ownerId: owner?.id ?? null },
        sees: ({ ownerId }) => ({ ownerId }),
        isAsked: true,
        back: ({ ownerId }) => [{ kind: 'assign', ownerId }],
        said: (count) => (owner ? w.inbox.picking.assigned(count, owner.name) : w.inbox.picking.unassigned(count)),
        isDone: true,
      }),
    setPriority: (issues: Issue[], priority: Priority) =>
      start(issues, {
        change: { kind: 'priority', priority },
        sees: (issue) => ({ priority: issue.priority }),
        isAsked: true,
        back: (before) => [{ kind: 'priority', priority: before.priority }],
        said: (count) => w.inbox.picking.prioritised(count, w.issue.priority[priority]),
      }),
  }
}

const seenOf = (issues: readonly Issue[], sees: Step['sees']): Record<string, Seen> =>
  Object.fromEntries(issues.map((issue) => [issue.id, sees(issue)]))

const statusOf = ({ status, snoozedUntil }: Issue): Seen => ({ status, snoozedUntil, spam: false })

/** What slept before sleeps again; what is resolved has to be opened for it. */
const backToStatus = (before: Issue): Change[] =>
  before.status === 'snoozed' && before.snoozedUntil
    ? [{ kind: 'reopen' }, { kind: 'snooze', until: before.snoozedUntil }]
    : [{ kind: 'reopen' }]

/** How many somebody else has changed meanwhile, and what else kept some as they were. */
function sentenceOfRefused(refused: readonly BulkResult[]): string | undefined {
  const meanwhile = refused.filter(({ problem }) => problem?.code === 'conflict')
  const others = refused.filter(({ problem }) => problem?.code !== 'conflict')
  const first = others[0]?.problem
  const sentences = [
    ...(meanwhile.length > 0 ? [w.inbox.picking.meanwhile(meanwhile.length)] : []),
    ...(first ? [w.inbox.picking.failed(others.length, say(first.detail, first.words))] : []),
  ]
  return sentences.length > 0 ? sentences.join(' ') : undefined
}
