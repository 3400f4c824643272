import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { issueInLight } from '../../../data/issues/issue-in-light.ts'
import { Priority } from '@throughline/protocol/issues/issues.ts'
import { isActive } from '../../../data/issues/issue-list.ts'
import { countSoon } from '../../../data/issues/inbox-stream.ts'
import { knownIssue } from '../../../data/issues/issue-query.ts'
import { isUnreadNow, markUnread, readUpTo } from '../../../data/issues/reads.ts'
import { snoozeTimes } from '../../../thread/issue/header/snooze-times.ts'
import { useIssueActions } from '../../../data/issues/use-issue-actions.ts'
import {
  IconAlertOctagon,
  IconArrowForward,
  IconBell,
  IconCheck,
  IconClock,
  IconFlag,
  IconMail,
  IconMessage,
  IconNote,
  IconRefresh,
  IconSend,
  IconTag,
  IconTrash,
  IconUser,
} from '../../../look/icons.ts'
import { useNow } from '../../../look/use-now.ts'
import { staffQuery } from '../../../data/people/staff-query.ts'
import { useMay, useMe } from '../../../data/me/use-me.ts'
import { nearTime } from '../../../words/times.ts'
import { w } from '../../../words/words.ts'
import { pressKey } from '../../../keys/press-key.ts'
import type { Command } from './command.ts'

/** What can be done with the issue that is open, or with the one at hand (`atHandId`). */
export function useIssueCommands(atHandId: string | undefined): Command[] {
  const [openId] = useState(issueInLight)
  const queryClient = useQueryClient()
  const id = openId ?? atHandId ?? null
  const issue = id === null ? undefined : knownIssue(queryClient, id)
  const me = useMe()
  const mayChange = useMay('issues.write')
  const mayWrite = useMay('thread.write')
  const actions = useIssueActions()
  const now = new Date(useNow())
  const staff = useQuery(staffQuery).data?.items ?? []
  if (!issue) return []
  const words = w.palette
  const count = () => countSoon(queryClient)
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

  const writing =
    mayWrite && openId !== null
      ? [
          command('reply', w.composer.reply, IconMessage, { keys: 'r', run: () => pressKey('r') }),
          command('note', w.composer.note, IconNote, { keys: 'n', run: () => pressKey('n') }),
          command('forward', w.forward.start, IconSend, { keys: 'f', run: () => pressKey('f') }),
        ]
      : []
  const unread = command('unread', isUnreadNow(issue) ? w.issue.markRead : w.issue.markUnread, IconMail, {
    keys: 'u',
    run: () => (isUnreadNow(issue) ? readUpTo(issue, count) : openId ? pressKey('u') : markUnread(issue, count)),
  })
  const isFollowed = issue.followerIds.includes(me.id)
  const follow = command('follow', isFollowed ? w.issue.unfollow : w.issue.follow, IconBell, {
    keys: 'Shift f',
    run: () => actions.follow(issue, me.id),
  })
  if (!mayChange) return [...writing, unread, follow]
  return [
    ...writing,
    unread,
    follow,
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
    ...(openId === null
      ? []
      : [
          command('hand over', w.handover.start, IconArrowForward, {
            keys: 'Shift h',
            run: () => pressKey('H', { shiftKey: true }),
          }),
        ]),
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
        series: 'snooze',
        isHiddenAtFirst: index > 0,
        run: () => actions.snooze(issue, at),
      }),
    ),
    issue.spam
      ? command('not spam', w.issue.spam.unmark, IconAlertOctagon, { keys: '!', run: () => actions.notSpam(issue) })
      : command('spam', w.issue.spam.mark, IconAlertOctagon, {
          keys: '!',
          isHiddenAtFirst: true,
          run: () => actions.markSpam(issue),
        }),
    issue.trashed
      ? command('restore', w.issue.trash.restore, IconTrash, { keys: '#', run: () => actions.restore(issue) })
      : command('trash', w.issue.trash.move, IconTrash, {
          keys: '#',
          isHiddenAtFirst: true,
          run: () => actions.moveToTrash(issue, me.name),
        }),
    ...(openId === null ? [] : [command('tags', w.tags.title, IconTag, { keys: 't', run: () => pressKey('t') })]),
    ...Priority.options
      .filter((priority) => priority !== issue.priority)
      .map((priority) =>
        command(`priority ${priority}`, `${w.issue.priorityLabel}: ${w.issue.priority[priority]}`, IconFlag, {
          isHiddenAtFirst: true,
          series: 'priority',
          run: () => actions.setPriority(issue, priority),
        }),
      ),
  ]
}
