import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { editEntry } from '@throughline/protocol/timeline/amendments.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useState } from 'react'
import { call } from '../../session/call.ts'
import { tellProblem } from '../../look/tell.tsx'
import { w } from '../../words/words.ts'
import { threadQuery } from '../../data/thread/thread-query.ts'
import { withEntry } from '../../data/thread/thread-state.ts'

/** Corrects a note of one's own. The edit is an entry of its own; the first wording is kept. */
export function NoteEditor({ entry, onDone }: { entry: Entry; onDone: () => void }) {
  const queryClient = useQueryClient()
  const [text, setText] = useState(entry.edited?.text ?? entry.text)
  const saving = useMutation({
    mutationFn: () => call(editEntry, { params: { id: entry.id }, body: { text } }),
    onSuccess: (edit) => {
      queryClient.setQueryData(
        threadQuery(entry.customerId).queryKey,
        (state) => state && withEntry(state, edit, state.streamCursor),
      )
      onDone()
    },
    onError: tellProblem,
  })
  return (
    <Stack gap={8} mt={4}>
      <Textarea
        autosize
        autoFocus
        minRows={2}
        aria-label={w.entry.note}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap={8}>
        <Button disabled={text.trim() === ''} loading={saving.isPending} onClick={() => saving.mutate()}>
          {w.common.save}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {w.common.cancel}
        </Button>
      </Group>
    </Stack>
  )
}
