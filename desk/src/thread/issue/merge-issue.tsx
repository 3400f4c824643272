import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { useState } from 'react'
import { w } from '../../words/words.ts'
import { useCustomerIssues } from '../../data/issues/use-customer-issues.ts'
import { useIssueActions } from '../../data/issues/use-issue-actions.ts'

/** Two issues that are one problem. This one stays. */
export function MergeIssue({ issue, onClose }: { issue: Issue; onClose: () => void }) {
  const { merge } = useIssueActions()
  const others = useCustomerIssues(issue.customerId).filter((other) => other.id !== issue.id)
  const [otherId, setOtherId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const other = others.find((one) => one.id === otherId)
  return (
    <Modal opened onClose={onClose} title={w.issue.mergeTitle(issue.number)}>
      <Stack>
        <Text size="xs" c="dimmed">
          {others.length === 0 ? w.issue.mergeNone : w.issue.mergeMore(issue.number)}
        </Text>
        {others.length > 0 && (
          <Radio.Group label={w.issue.others} value={otherId} onChange={setOtherId} size="xs">
            <Stack gap={8}>
              {others.map((one) => (
                <Radio
                  key={one.id}
                  size="xs"
                  value={one.id}
                  label={`${w.issue.number(one.number)} ${one.subject} · ${w.issue.status[one.status]}`}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
        {others.length > 0 && (
          <TextInput
            label={w.common.reason}
            placeholder={w.common.optional}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {w.common.cancel}
          </Button>
          <Button
            disabled={!other}
            onClick={() => {
              if (other) merge(issue, other, reason.trim())
              onClose()
            }}
          >
            {w.issue.mergeSubmit}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
