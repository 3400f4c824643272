import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useNow } from '../../../look/use-now.ts'
import { w } from '../../../words/words.ts'

export interface SendAtProps {
  /** Null: it was decided before. */
  onlyIfUnanswered: boolean | null
  onSend: (at: Date, onlyIfUnanswered: boolean) => void
  onClose: () => void
}

/** Any other time than those that are usual, in the zone of this machine. */
export function SendAt({ onlyIfUnanswered, onSend, onClose }: SendAtProps) {
  const nowMs = useNow()
  const [text, setText] = useState('')
  const [isOnlyIf, setIsOnlyIf] = useState(onlyIfUnanswered ?? true)
  const at = new Date(text)
  const isAhead = at.getTime() > nowMs
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <Modal opened onClose={onClose} title={w.later.title} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!isAhead) return
          onSend(at, isOnlyIf)
          onClose()
        }}
      >
        <Stack>
          <TextInput
            type="datetime-local"
            label={w.later.at}
            description={w.later.zone(zone)}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={text !== '' && !isAhead ? w.later.past : undefined}
            data-autofocus
          />
          {onlyIfUnanswered !== null && (
            <Checkbox
              label={w.later.onlyIfUnanswered}
              checked={isOnlyIf}
              onChange={(event) => setIsOnlyIf(event.currentTarget.checked)}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.common.cancel}
            </Button>
            <Button type="submit" disabled={!isAhead}>
              {w.later.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
