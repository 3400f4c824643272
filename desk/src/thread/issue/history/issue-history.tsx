import { Modal } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { listIssueChanges, type IssueChange } from '@throughline/protocol/issues/changes.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useMay } from '../../../data/me/use-me.ts'
import { staffQuery } from '../../../data/people/staff-query.ts'
import { teamsQuery } from '../../../data/people/teams-query.ts'
import { tagsByAnyId, useTags } from '../../../data/tags/tags-query.ts'
import { keys } from '../../../data/query-keys.ts'
import { Failure } from '../../../look/failure.tsx'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { MoreButton } from '../../../look/more-button.tsx'
import { call } from '../../../session/call.ts'
import { fullTime } from '../../../words/times.ts'
import { w } from '../../../words/words.ts'
import { changeLines, type Called } from './change-lines.ts'
import classes from './issue-history.module.css'

/** Who changed what of an issue, and when, oldest first. */
export function IssueHistory({ issue, onClose }: { issue: Issue; onClose: () => void }) {
  const called = useCalled()
  const changes = useInfiniteQuery({
    queryKey: keys.issueChanges(issue.id, issue.version),
    queryFn: ({ pageParam }) =>
      call(listIssueChanges, { params: { id: issue.id }, query: pageParam ? { cursor: pageParam } : {} }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const items = changes.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Modal opened onClose={onClose} title={w.issue.history.title(issue.number)}>
      {changes.isPending && <LateSkeleton />}
      {changes.isError && <Failure error={changes.error} onRetry={changes.refetch} />}
      <ol className={classes.changes} aria-label={w.issue.history.title(issue.number)}>
        {items.map((change) => (
          <li key={change.seq}>
            <span className={classes.who}>
              <bdi>{nameOf(change)}</bdi> · <time dateTime={change.at}>{fullTime(change.at)}</time>
            </span>
            {changeLines(change, called).map((line) => (
              <bdi key={line}>{line}</bdi>
            ))}
          </li>
        ))}
      </ol>
      <MoreButton query={changes} />
    </Modal>
  )
}

function nameOf({ by }: IssueChange): string {
  if (by.kind === 'unknown') return w.issue.history.unknown
  if (by.kind === 'timer') return w.issue.history.timer
  return by.name
}

function useCalled(): Called {
  const mayReadStaff = useMay('staff.read')
  const staff = useQuery({ ...staffQuery, enabled: mayReadStaff }).data?.items ?? []
  const teams = useQuery({ ...teamsQuery, enabled: mayReadStaff }).data?.items ?? []
  const tags = tagsByAnyId(useTags())
  return {
    tag: (id) => tags.get(id)?.name,
    staff: (id) => staff.find((member) => member.id === id)?.name,
    team: (id) => teams.find((team) => team.id === id)?.name,
  }
}
