import { useQueryClient } from '@tanstack/react-query'
import {
  assignIssue,
  closeIssue,
  getIssue,
  mergeIssues,
  reopenIssue,
  snoozeIssue,
  updateIssue,
  type Issue,
  type Priority,
} from '@throughline/protocol/issues/issues.ts'
import { markSpam, restoreIssue, trashIssue, unmarkSpam } from '@throughline/protocol/issues/put-away.ts'
import { followIssue, unfollowIssue } from '@throughline/protocol/issues/following.ts'
import { useMemo } from 'react'
import { call } from '../../session/call.ts'
import { blockSenders } from './block-senders.ts'
import { isProblem } from '../../session/problem-error.ts'
import { keys } from '../query-keys.ts'
import { backTo, doneWith } from './held-place.ts'
import { applyIssue } from './inbox-stream.ts'
import { tell, tellProblem, tellRefusal } from '../../look/tell.tsx'
import { nearTime } from '../../words/times.ts'
import { w } from '../../words/words.ts'

/**
 * What can be done with an issue. Each shows at once, says what was done with the way back, and is taken back by
 * itself when the server refuses.
 */
export function useIssueActions() {
  const queryClient = useQueryClient()
  return useMemo(() => {
    const run = async (issue: Issue, shown: Partial<Issue>, change: () => Promise<Issue>, onDone?: () => void) => {
      const key = keys.issue(issue.id)
      queryClient.setQueryData<Issue>(key, (known) => known && { ...known, ...shown })
      try {
        applyIssue(queryClient, await change())
        onDone?.()
      } catch (error) {
        await queryClient.invalidateQueries({ queryKey: key })
        if (error instanceof TakenMeanwhile) tellRefusal(w.issue.takenMeanwhile(error.ownerName ?? w.common.nobody))
        else tellProblem(error)
      }
    }
    /** As the server has it now: somebody else has been here meanwhile. */
    const readAgain = async (issue: Issue): Promise<Issue> => {
      const now = await call(getIssue, params(issue))
      applyIssue(queryClient, now)
      queryClient.setQueryData(keys.issue(issue.id), now)
      return now
    }
    const start = (...parameters: Parameters<typeof run>) => void run(...parameters)
    const params = (issue: Issue) => ({ params: { id: issue.id } })

    /** One goes on to the next one at once; what was decided is undone with the way back. */
    const leave = (issue: Issue, shown: Partial<Issue>) => doneWith.tell({ ...issue, ...shown })

    const reopen = (issue: Issue, isUndo = false) => {
      if (isUndo) backTo.tell(issue)
      start(
        issue,
        { status: 'waiting_on_us', snoozedUntil: null },
        () => call(reopenIssue, { ...params(issue), body: {} }),
        () => tell(isUndo ? w.common.undone : w.issue.reopened(issue.number)),
      )
    }

    const notSpam = (issue: Issue, isUndo = false, unblock = async () => {}) => {
      if (isUndo) backTo.tell(issue)
      start(
        issue,
        { spam: false },
        async () => {
          const now = await call(unmarkSpam, params(issue))
          await unblock()
          return now
        },
        () => tell(isUndo ? w.common.undone : w.issue.spam.unmarked(issue.number)),
      )
    }

    const restore = (issue: Issue, isUndo = false) => {
      if (isUndo) backTo.tell(issue)
      start(
        issue,
        { trashed: undefined },
        () => call(restoreIssue, params(issue)),
        () => tell(isUndo ? w.common.undone : w.issue.trash.restored(issue.number)),
      )
    }

    const assign = (issue: Issue, owner: { id: string; name: string } | null, isUndo = false) => {
      const before = issue.ownerId === null ? null : { id: issue.ownerId, name: issue.ownerName ?? '' }
      // Taking back is meant no matter who has it now; giving is meant for the issue as it was seen.
      const was = isUndo ? {} : { was: { ownerId: issue.ownerId } }
      start(
        issue,
        { ownerId: owner?.id ?? null, ownerName: owner?.name ?? null },
        async () => {
          try {
            return await call(assignIssue, { ...params(issue), body: { ownerId: owner?.id ?? null, ...was } })
          } catch (error) {
            if (!isProblem(error, 'conflict')) throw error
            const now = await readAgain(issue)
            if (now.ownerId === (owner?.id ?? null)) return now
            throw new TakenMeanwhile(now.ownerName)
          }
        },
        () => {
          if (isUndo) return tell(w.common.undone)
          tell(owner ? w.issue.assigned(owner.name) : w.issue.unassigned, () => assign({ ...issue }, before, true))
        },
      )
    }

    const assignTeam = (issue: Issue, team: { id: string; name: string } | null, isUndo = false) => {
      const before = issue.teamId
      start(
        issue,
        { teamId: team?.id ?? null },
        () => call(assignIssue, { ...params(issue), body: { teamId: team?.id ?? null } }),
        () => {
          if (isUndo) return tell(w.common.undone)
          const back = before === null ? null : { id: before, name: '' }
          tell(team ? w.issue.assigned(team.name) : w.issue.noTeamNow, () => assignTeam({ ...issue }, back, true))
        },
      )
    }

    const follow = (issue: Issue, meId: string, isUndo = false) => {
      const isFollowing = issue.followerIds.includes(meId)
      const others = issue.followerIds.filter((id) => id !== meId)
      const followerIds = isFollowing ? others : [...others, meId]
      start(
        issue,
        { followerIds },
        () => call(isFollowing ? unfollowIssue : followIssue, params(issue)),
        () => {
          if (isUndo) return tell(w.common.undone)
          const undo = () => follow({ ...issue, followerIds }, meId, true)
          tell(isFollowing ? w.issue.notFollowing : w.issue.following, undo)
        },
      )
    }
    return {
      follow: (issue: Issue, meId: string) => follow(issue, meId),
      assignTeam: (issue: Issue, team: { id: string; name: string } | null) => assignTeam(issue, team),
      reopen: (issue: Issue) => reopen(issue),
      assign: (issue: Issue, owner: { id: string; name: string } | null) => assign(issue, owner),
      close: (issue: Issue, isTold = false) => {
        leave(issue, { status: 'resolved' })
        start(
          issue,
          { status: 'resolved' },
          () => call(closeIssue, { ...params(issue), body: {} }),
          () => {
            if (!isTold) tell(w.issue.closed(issue.number), () => reopen(issue, true))
          },
        )
      },
      restore: (issue: Issue) => restore(issue),
      moveToTrash: (issue: Issue, meName: string) => {
        const trashed = { at: new Date().toISOString(), by: { kind: 'staff' as const, id: null, name: meName } }
        const shown = { status: 'resolved' as const, trashed }
        leave(issue, shown)
        start(
          issue,
          shown,
          () => call(trashIssue, params(issue)),
          () => tell(w.issue.trash.moved(issue.number), () => restore(issue, true)),
        )
      },
      notSpam: (issue: Issue) => notSpam(issue),
      /** Nothing is learnt from it; whether its sender is kept out from now on is a choice of its own. */
      markSpam: (issue: Issue, blocks = false) => {
        leave(issue, { status: 'resolved', spam: true })
        let unblock: (() => Promise<void>) | null = null
        start(
          issue,
          { status: 'resolved', spam: true },
          async () => {
            const now = await call(markSpam, params(issue))
            if (blocks) unblock = await blockSenders(queryClient, issue)
            return now
          },
          () => {
            const said = unblock
              ? w.issue.spam.blocked(issue.number)
              : blocks
                ? w.issue.spam.noSender(issue.number)
                : w.issue.spam.marked(issue.number)
            tell(said, () => notSpam(issue, true, unblock ?? undefined))
          },
        )
      },
      snooze: (issue: Issue, until: Date) => {
        leave(issue, { status: 'snoozed' })
        start(
          issue,
          { status: 'snoozed', snoozedUntil: until.toISOString() },
          () => call(snoozeIssue, { ...params(issue), body: { until: until.toISOString() } }),
          () => tell(w.issue.snoozed(nearTime(until.toISOString(), Date.now())), () => reopen(issue, true)),
        )
      },
      /** False: somebody else has given it another one since `seen`, which is shown now. */
      setSubject: async (issue: Issue, subject: string, seen: string): Promise<boolean> => {
        queryClient.setQueryData<Issue>(keys.issue(issue.id), (known) => known && { ...known, subject })
        try {
          const body = { subject, was: { subject: seen } }
          applyIssue(queryClient, await call(updateIssue, { ...params(issue), body }))
          return true
        } catch (error) {
          await readAgain(issue).catch(() => undefined)
          if (isProblem(error, 'conflict')) return false
          tellProblem(error)
          return true
        }
      },
      setPriority: (issue: Issue, priority: Priority) =>
        start(issue, { priority }, () => call(updateIssue, { ...params(issue), body: { priority } })),
      merge: (issue: Issue, other: { id: string; number: number }, reason = '') =>
        start(
          issue,
          {},
          () => call(mergeIssues, { ...params(issue), body: { otherIssueId: other.id, reason } }),
          () => {
            tell(w.issue.merged(other.number, issue.number))
            void queryClient.invalidateQueries({ queryKey: keys.allIssueLists })
            void queryClient.invalidateQueries({ queryKey: keys.issue(other.id) })
          },
        ),
    }
  }, [queryClient])
}

/** Of two who take an issue at the same moment, the later one sees who has it. */
class TakenMeanwhile extends Error {
  readonly ownerName: string | null

  constructor(ownerName: string | null) {
    super('Somebody else has it now.')
    this.ownerName = ownerName
  }
}
