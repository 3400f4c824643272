import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Priority, type Issue } from '@throughline/protocol/issues/issues.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay, useMe } from '../../../data/me/use-me.ts'
import { staffQuery } from '../../../data/people/staff-query.ts'
import { threadQuery } from '../../../data/thread/thread-query.ts'
import { useKeys } from '../../../keys/use-keys.ts'
import {
  IconAlertOctagon,
  IconArrowForward,
  IconArrowMerge,
  IconBan,
  IconBell,
  IconDots,
  IconHistory,
  IconMail,
  IconSend,
  IconTrash,
} from '../../../look/icons.ts'
import { w } from '../../../words/words.ts'
import { beginForward } from '../../composer/draft/forwarding.ts'
import { newestOfCustomer } from '../../composer/forward/newest-of-customer.ts'
import { HandOver } from '../handover/hand-over.tsx'
import { IssueHistory } from '../history/issue-history.tsx'
import { MergeIssue } from '../merge-issue.tsx'
import classes from './owner-menu.module.css'
import { useIssueActions } from '../../../data/issues/use-issue-actions.ts'

export interface IssueMenuProps {
  issue: Issue
  mayChange: boolean
  onMarkUnread: () => void
}

/** Who may only read has the history, and what they have read. */
export function IssueMenu({ issue, mayChange, onMarkUnread }: IssueMenuProps) {
  const { setPriority, follow, markSpam, notSpam, moveToTrash, restore } = useIssueActions()
  const me = useMe()
  const staff = useQuery({ ...staffQuery, enabled: useMay('staff.read') }).data?.items ?? []
  const followers = staff.filter(({ id }) => issue.followerIds.includes(id)).map(({ name }) => name)
  const mayWrite = useMay('thread.write')
  const queryClient = useQueryClient()
  const forward = () => {
    const entries = queryClient.getQueryData(threadQuery(issue.customerId).queryKey)?.entries ?? []
    const entryId = newestOfCustomer(entries, issue.id)?.id ?? null
    beginForward({ meId: me.id, customerId: issue.customerId, issueId: issue.id, entryId })
  }
  const mayBlock = useMay('customers.write')
  const [isOpen, setIsOpen] = useState(false)
  const [isHandingOver, { open: handOver, close: stopHandingOver }] = useDisclosure(false)
  const trashOrRestore = () => mayChange && (issue.trashed ? restore(issue) : moveToTrash(issue, me.name))
  useKeys({
    p: () => mayChange && setIsOpen(true),
    f: () => mayWrite && forward(),
    'shift+H': () => mayChange && handOver(),
    'shift+F': () => follow(issue, me.id),
    '#': trashOrRestore,
    'shift+#': trashOrRestore,
    'shift+!': () => mayChange && (issue.spam ? notSpam(issue) : markSpam(issue)),
  })
  const [isMerging, { open: merge, close: stopMerging }] = useDisclosure(false)
  const [showsHistory, { open: showHistory, close: hideHistory }] = useDisclosure(false)
  return (
    <>
      <Menu position="bottom-end" width={250} opened={isOpen} onChange={setIsOpen}>
        <Menu.Target>
          <ActionIcon size={30} aria-label={w.issue.actions}>
            <IconDots size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayChange && (
            <>
              <Menu.Label className={classes.label}>
                {w.issue.priorityLabel} <kbd className={classes.hint}>p</kbd>
              </Menu.Label>
              <Menu.RadioGroup
                value={issue.priority}
                onChange={(priority) => setPriority(issue, Priority.parse(priority))}
              >
                {Priority.options.toReversed().map((priority) => (
                  <Menu.RadioItem key={priority} value={priority} closeMenuOnClick>
                    {w.issue.priority[priority]}
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
              <Menu.Divider />
              <Menu.Item
                leftSection={<IconArrowForward size={14} stroke={1.75} aria-hidden />}
                rightSection={<kbd className={classes.hint}>⇧ h</kbd>}
                onClick={handOver}
              >
                {w.handover.start}
              </Menu.Item>
              <Menu.Item leftSection={<IconArrowMerge size={14} stroke={1.75} aria-hidden />} onClick={merge}>
                {w.issue.merge}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item
                leftSection={<IconAlertOctagon size={14} stroke={1.75} aria-hidden />}
                rightSection={<kbd className={classes.hint}>!</kbd>}
                onClick={() => (issue.spam ? notSpam(issue) : markSpam(issue))}
              >
                {issue.spam ? w.issue.spam.unmark : w.issue.spam.mark}
              </Menu.Item>
              {!issue.spam && mayBlock && (
                <Menu.Item
                  leftSection={<IconBan size={14} stroke={1.75} aria-hidden />}
                  onClick={() => markSpam(issue, true)}
                >
                  {w.issue.spam.markAndBlock}
                </Menu.Item>
              )}
              <Menu.Item
                leftSection={<IconTrash size={14} stroke={1.75} aria-hidden />}
                rightSection={<kbd className={classes.hint}>#</kbd>}
                onClick={trashOrRestore}
              >
                {issue.trashed ? w.issue.trash.restore : w.issue.trash.move}
              </Menu.Item>
            </>
          )}
          {mayWrite && (
            <Menu.Item
              leftSection={<IconSend size={14} stroke={1.75} aria-hidden />}
              rightSection={<kbd className={classes.hint}>f</kbd>}
              onClick={forward}
            >
              {w.forward.start}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconBell size={14} stroke={1.75} aria-hidden />}
            rightSection={<kbd className={classes.hint}>⇧ f</kbd>}
            onClick={() => follow(issue, me.id)}
          >
            {issue.followerIds.includes(me.id) ? w.issue.unfollow : w.issue.follow}
          </Menu.Item>
          {followers.length > 0 && <Menu.Label>{w.issue.followedBy(followers)}</Menu.Label>}
          <Menu.Item
            leftSection={<IconMail size={14} stroke={1.75} aria-hidden />}
            rightSection={<kbd className={classes.hint}>u</kbd>}
            onClick={onMarkUnread}
          >
            {w.issue.markUnread}
          </Menu.Item>
          <Menu.Item leftSection={<IconHistory size={14} stroke={1.75} aria-hidden />} onClick={showHistory}>
            {w.issue.history.show}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isHandingOver && <HandOver issue={issue} onClose={stopHandingOver} />}
      {showsHistory && <IssueHistory issue={issue} onClose={hideHistory} />}
      {isMerging && <MergeIssue issue={issue} onClose={stopMerging} />}
    </>
  )
}
