import { ActionIcon, Menu, TextInput, Tooltip } from '@mantine/core'
import type { Issue } from '@throughline/protocol/issues.ts'
import { useState } from 'react'
import { IconClock } from '../look/icons.ts'
import { useNow } from '../look/use-now.ts'
import { nearTime } from '../words/times.ts'
import { w } from '../words/words.ts'
import classes from './owner-menu.module.css'
import { snoozeTimes } from './snooze-times.ts'
import { useIssueActions } from './use-issue-actions.ts'

export function SnoozeMenu({ issue }: { issue: Issue }) {
  const { snooze } = useIssueActions()
  const [isOpen, setIsOpen] = useState(false)
  const now = new Date(useNow())
  const pick = (value: string) => {
    const until = new Date(value)
    if (Number.isNaN(until.getTime()) || until <= now) return
    setIsOpen(false)
    snooze(issue, until)
  }
  return (
    <Menu position="bottom-end" width={280} opened={isOpen} onChange={setIsOpen}>
      <Menu.Target>
        <Tooltip label={w.issue.snooze}>
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
        <Menu.Label>{w.issue.snoozePick}</Menu.Label>
        <TextInput
          type="datetime-local"
          aria-label={w.issue.snoozePickLabel}
          px={8}
          pb={8}
          onKeyDown={(event) => event.key === 'Enter' && pick(event.currentTarget.value)}
          onBlur={(event) => pick(event.currentTarget.value)}
        />
      </Menu.Dropdown>
    </Menu>
  )
}
