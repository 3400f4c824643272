import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useState } from 'react'
import { useKeys } from '../../../keys/use-keys.ts'
import { IconClock } from '../../../look/icons.ts'
import { useNow } from '../../../look/use-now.ts'
import { nearTime } from '../../../words/times.ts'
import { w } from '../../../words/words.ts'
import classes from './owner-menu.module.css'
import { SnoozeUntil } from './snooze-until.tsx'
import { snoozeTimes } from './snooze-times.ts'
import { useIssueActions } from '../../../data/issues/use-issue-actions.ts'

export function SnoozeMenu({ issue }: { issue: Issue }) {
  const { snooze } = useIssueActions()
  const [isOpen, setIsOpen] = useState(false)
  const [isPicking, { open: pick, close: stopPicking }] = useDisclosure(false)
  const now = new Date(useNow())
  useKeys({ h: () => setIsOpen(true) })
  return (
    <>
      <Menu position="bottom-end" width={280} opened={isOpen} onChange={setIsOpen}>
        <Menu.Target>
          <Tooltip label={`${w.issue.snooze} · h`} disabled={isOpen}>
            <ActionIcon variant="default" size={30} aria-label={w.issue.snooze}>
              <IconClock size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{w.issue.snooze}</Menu.Label>
          {snoozeTimes(now).map(({ name, at }) => (
            <Menu.Item
              key={name}
              rightSection={<span className={classes.hint}>{nearTime(at.toISOString(), now.getTime())}</span>}
              onClick={() => snooze(issue, at)}
            >
              {w.issue.snoozeTo[name]}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={pick}>{w.issue.snoozePick}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isPicking && <SnoozeUntil onSnooze={(until) => snooze(issue, until)} onClose={stopPicking} />}
    </>
  )
}
