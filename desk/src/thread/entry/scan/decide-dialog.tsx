import { Alert, Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import { releaseAttachment, removeAttachment } from '@throughline/protocol/timeline/attachments.ts'
import { useState } from 'react'
import { sentenceOf, tell } from '../../../look/tell.tsx'
import { call } from '../../../session/call.ts'
import { w } from '../../../words/words.ts'

export type Decision = 'release' | 'removal'

export interface DecideDialogProps {
  attachment: Attachment
  decision: Decision
  onClose: () => void
}

/** Releases or deletes a withheld file, with a reason that is kept. */
export function DecideDialog({ attachment, decision, onClose }: DecideDialogProps) {
  const [reason, setReason] = useState('')
  const words = decision === 'release' ? w.scan.releasing : w.scan.removing
  const deciding = useMutation({
    mutationFn: () => {
      const contract = decision === 'release' ? releaseAttachment : removeAttachment
      return call(contract, { params: { id: attachment.id }, body: { reason: reason.trim() } })
    },
    onSuccess: () => {
      tell(words.done)
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={words.title} size="sm" returnFocus={false}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          deciding.mutate()
        }}
      >
        <Stack gap="sm">
          {deciding.error && (
            <Alert color="red" p={8} role="alert">
              {sentenceOf(deciding.error)}
            </Alert>
          )}
          <p style={{ margin: 0, overflowWrap: 'anywhere' }}>
            <strong>
              <bdi>{attachment.name}</bdi>
            </strong>
            <br />
            {words.more}
          </p>
          <Textarea
            label={w.scan.reason}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            required
            autosize
            minRows={2}
            maxLength={1000}
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.common.cancel}
            </Button>
            <Button type="submit" color="red.9" loading={deciding.isPending} disabled={reason.trim() === ''}>
              {words.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
