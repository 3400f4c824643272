import { ActionIcon, Button, Group, Menu, TextInput, Tooltip } from '@mantine/core'
import type { Issue } from '@throughline/protocol/issues.ts'
import { useState } from 'react'
import { IconClock } from '../../look/icons.ts'
import { useNow } from '../../look/use-now.ts'
import { nearTime } from '../../words/times.ts'
import { w } from '../../words/words.ts'
import classes from './owner-menu.module.css'
import { snoozeTimes } from './snooze-times.ts'
import { useIssueActions } from '../use-issue-actions.ts'

export function SnoozeMenu({ issue }: { issue: Issue }) {
  const { snooze } = useIssueActions()
  const [isOpen, setIsOpen] = useState(false)
  const now = new Date(useNow())
  const [picked, setPicked] = useState('')
  const until = laterThan(now, picked)
  const pick = (at: Date) => {
    setIsOpen(false)
    snooze(issue, at)
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
        <Group gap={8} px={8} pb={8} wrap="nowrap">
          <TextInput
            type="datetime-local"
            flex={1}
            aria-label={w.issue.snoozePickLabel}
            value={picked}
            onChange={(event) => setPicked(event.currentTarget.value)}
          />
          <Button disabled={until === null} onClick={() => until && pick(until)}>
            {w.issue.snooze}
          </Button>
        </Group>
      </Menu.Dropdown>
    </Menu>
  )
}

/** The time that was typed, when it is one and lies ahead. */
function laterThan(now: Date, typed: string): Date | null {
  const time = new Date(typed)
  return Number.isNaN(time.getTime()) || time <= now ? null : time
}
