import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { w } from '../../../words/words.ts'

/** For as long as a message waits here: that it does, and the way to take it back, wherever one has gone since. */
export function tellHeld(entryId: string, forMs: number, hasClosed: boolean, takeBack: () => void): void {
  const id = idOf(entryId)
  notifications.show({
    id,
    autoClose: forMs,
    withBorder: true,
    withCloseButton: false,
    message: (
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <span>{hasClosed ? w.outgoing.heldClosed : w.outgoing.held}</span>
        <Button
          variant="light"
          style={{ flex: 'none' }}
          onClick={() => {
            notifications.hide(id)
            takeBack()
          }}
        >
          {w.common.undo}
        </Button>
      </Group>
    ),
  })
}

/** It was taken back where it stands on the thread. */
export function forgetHeld(entryId: string): void {
  notifications.hide(idOf(entryId))
}

function idOf(entryId: string): string {
  return `held:${entryId}`
}
