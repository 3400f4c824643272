import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { moveEntry } from '@throughline/protocol/timeline/entries.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useState } from 'react'
import { call } from '../../session/call.ts'
import { useCustomerIssues } from '../../data/issues/use-customer-issues.ts'
import { tell, tellProblem } from '../../look/tell.tsx'
import { w } from '../../words/words.ts'
import { threadQuery } from '../../data/thread/thread-query.ts'
import { withEntry } from '../../data/thread/thread-state.ts'

const newIssue = 'new'

export function MoveEntry({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const queryClient = useQueryClient()
  const issues = useCustomerIssues(entry.customerId).filter((issue) => issue.id !== entry.issueId)
  const [target, setTarget] = useState(newIssue)
  const moving = useMutation({
    mutationFn: (issueId: string | null) => call(moveEntry, { params: { id: entry.id }, body: { issueId } }),
    onSuccess: (moved) => {
      queryClient.setQueryData(
        threadQuery(entry.customerId).queryKey,
        (state) => state && withEntry(state, moved, state.streamCursor),
      )
      const issue = issues.find((one) => one.id === target)
      const back = entry.issueId
      tell(
        issue ? w.move.moved(w.issue.number(issue.number)) : w.move.movedNew,
        back ? () => moving.mutate(back) : undefined,
      )
      onClose()
    },
    onError: tellProblem,
  })
  return (
    <Modal opened onClose={onClose} title={w.move.title}>
      <Stack>
        <Text size="xs" c="dimmed">
          {w.move.more}
        </Text>
        <Radio.Group label={w.move.to} value={target} onChange={setTarget} size="xs">
          <Stack gap={8} mt={8}>
            <Radio size="xs" value={newIssue} label={w.move.newIssue} />
            {issues.map((issue) => (
              <Radio
                key={issue.id}
                size="xs"
                value={issue.id}
                label={`${w.issue.number(issue.number)} ${issue.subject} · ${w.issue.status[issue.status]}`}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {w.common.cancel}
          </Button>
          <Button loading={moving.isPending} onClick={() => moving.mutate(target === newIssue ? null : target)}>
            {w.move.submit}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
