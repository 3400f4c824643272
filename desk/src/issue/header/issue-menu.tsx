import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Priority, type Issue } from '@throughline/protocol/issues.ts'
import { IconArrowMerge, IconCheck, IconDots } from '../../look/icons.ts'
import { w } from '../../words/words.ts'
import { MergeIssue } from '../merge-issue.tsx'
import { useIssueActions } from '../use-issue-actions.ts'

export function IssueMenu({ issue }: { issue: Issue }) {
  const { setPriority } = useIssueActions()
  const [isMerging, { open: merge, close: stopMerging }] = useDisclosure(false)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={30} aria-label={w.issue.actions}>
            <IconDots size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{w.issue.priorityLabel}</Menu.Label>
          {Priority.options.toReversed().map((priority) => (
            <Menu.Item
              key={priority}
              role="menuitemradio"
              aria-checked={issue.priority === priority}
              rightSection={issue.priority === priority ? <IconCheck size={14} aria-hidden /> : null}
              onClick={() => setPriority(issue, priority)}
            >
              {w.issue.priority[priority]}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconArrowMerge size={14} stroke={1.75} aria-hidden />} onClick={merge}>
            {w.issue.merge}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isMerging && <MergeIssue issue={issue} onClose={stopMerging} />}
    </>
  )
}
