import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useNow } from '../../../look/use-now.ts'
import { w } from '../../../words/words.ts'

export interface SnoozeUntilProps {
  onSnooze: (until: Date) => void
  onClose: () => void
}

/** Any other time than those that are usual. */
export function SnoozeUntil({ onSnooze, onClose }: SnoozeUntilProps) {
  const [typed, setTyped] = useState('')
  const until = laterThan(useNow(), typed)
  return (
    <Modal opened onClose={onClose} title={w.issue.snooze} size="xs">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!until) return
          onSnooze(until)
          onClose()
        }}
      >
        <TextInput
          type="datetime-local"
          label={w.issue.snoozePickLabel}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end" gap="xs" mt="md">
          <Button variant="default" onClick={onClose}>
            {w.common.cancel}
          </Button>
          <Button type="submit" disabled={until === null}>
            {w.issue.snooze}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}

/** The time that was typed, when it is one and lies ahead. */
function laterThan(nowMs: number, typed: string): Date | null {
  const time = new Date(typed)
  return Number.isNaN(time.getTime()) || time.getTime() <= nowMs ? null : time
}
