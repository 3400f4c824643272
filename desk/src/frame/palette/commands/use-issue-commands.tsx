import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Priority, type Issue } from '@throughline/protocol/issues/issues.ts'
import { isActive } from '../../../data/issues/issue-list.ts'
import { keys } from '../../../data/query-keys.ts'
import { snoozeTimes } from '../../../thread/issue/header/snooze-times.ts'
import { useIssueActions } from '../../../data/issues/use-issue-actions.ts'
import { IconCheck, IconClock, IconFlag, IconMessage, IconNote, IconRefresh, IconUser } from '../../../look/icons.ts'
import { useNow } from '../../../look/use-now.ts'
import { staffQuery } from '../../../data/people/staff-query.ts'
import { useMay, useMe } from '../../../data/me/use-me.ts'
import { nearTime } from '../../../words/times.ts'
import { w } from '../../../words/words.ts'
import { pressKey } from '../../../keys/press-key.ts'
import type { Command } from './command.ts'

/** What can be done with the issue that is open. */
export function useIssueCommands(): Command[] {
  const { issueId } = useParams({ strict: false })
  const issue = useQueryClient().getQueryData<Issue>(keys.issue(issueId ?? ''))
  const me = useMe()
  const mayChange = useMay('issues.write')
  const mayWrite = useMay('thread.write')
  const actions = useIssueActions()
  const now = new Date(useNow())
  const staff = useQuery(staffQuery).data?.items ?? []
  if (!issue) return []
  const words = w.palette
  const active = isActive(issue)
  const command = (
    id: string,
    label: string,
    Icon: typeof IconCheck,
    more: Omit<Command, 'id' | 'group' | 'icon' | 'label'>,
  ): Command => ({
    id: `issue ${id}`,
    group: 'issue',
    icon: <Icon size={16} stroke={1.75} />,
    label,
    ...more,
  })

  const writing = mayWrite
    ? [
        command('reply', w.composer.reply, IconMessage, { keys: 'r', run: () => pressKey('r') }),
        command('note', w.composer.note, IconNote, { keys: 'n', run: () => pressKey('n') }),
      ]
    : []
  if (!mayChange) return writing
  return [
    ...writing,
    active
      ? command('close', w.issue.close, IconCheck, { keys: 'e', alias: words.resolve, run: () => actions.close(issue) })
      : command('reopen', w.issue.reopen, IconRefresh, { keys: 'e', run: () => actions.reopen(issue) }),
    ...(issue.ownerId === me.id
      ? []
      : [command('take', w.issue.assignToMe, IconUser, { keys: 'a', run: () => actions.assign(issue, me) })]),
    ...staff
      .filter((member) => member.active && member.id !== me.id && member.id !== issue.ownerId)
      .map((member) =>
        command(`assign ${member.id}`, words.assignTo(member.name), IconUser, {
          isHiddenAtFirst: true,
          run: () => actions.assign(issue, member),
        }),
      ),
    ...(issue.ownerId === null
      ? []
      : [
          command('give back', words.unassign, IconUser, {
            isHiddenAtFirst: true,
            run: () => actions.assign(issue, null),
          }),
        ]),
    ...(active ? snoozeTimes(now) : []).map(({ name, at }, index) =>
      command(`snooze ${name}`, `${w.issue.snooze}: ${w.issue.snoozeTo[name]}`, IconClock, {
        detail: nearTime(at.toISOString(), now.getTime()),
        isHiddenAtFirst: index > 0,
        run: () => actions.snooze(issue, at),
      }),
    ),
    ...Priority.options
      .filter((priority) => priority !== issue.priority)
      .map((priority) =>
        command(`priority ${priority}`, `${w.issue.priorityLabel}: ${w.issue.priority[priority]}`, IconFlag, {
          isHiddenAtFirst: true,
          run: () => actions.setPriority(issue, priority),
        }),
      ),
  ]
}
