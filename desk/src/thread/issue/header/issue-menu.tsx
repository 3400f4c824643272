import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Priority, type Issue } from '@throughline/protocol/issues/issues.ts'
import { IconArrowMerge, IconDots, IconHistory } from '../../../look/icons.ts'
import { w } from '../../../words/words.ts'
import { IssueHistory } from '../history/issue-history.tsx'
import { MergeIssue } from '../merge-issue.tsx'
import { useIssueActions } from '../../../data/issues/use-issue-actions.ts'

/** Who may only read has the history alone. */
export function IssueMenu({ issue, mayChange }: { issue: Issue; mayChange: boolean }) {
  const { setPriority } = useIssueActions()
  const [isMerging, { open: merge, close: stopMerging }] = useDisclosure(false)
  const [showsHistory, { open: showHistory, close: hideHistory }] = useDisclosure(false)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={30} aria-label={w.issue.actions}>
            <IconDots size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayChange && (
            <>
              <Menu.Label>{w.issue.priorityLabel}</Menu.Label>
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
              <Menu.Item leftSection={<IconArrowMerge size={14} stroke={1.75} aria-hidden />} onClick={merge}>
                {w.issue.merge}
              </Menu.Item>
            </>
          )}
          <Menu.Item leftSection={<IconHistory size={14} stroke={1.75} aria-hidden />} onClick={showHistory}>
            {w.issue.history.show}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {showsHistory && <IssueHistory issue={issue} onClose={hideHistory} />}
      {isMerging && <MergeIssue issue={issue} onClose={stopMerging} />}
    </>
  )
}
