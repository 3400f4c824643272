import { Button, Group, Modal, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { w } from '../../words/words.ts'

/** Asks before what was typed here is left behind; the browser asks the same before the tab is closed. */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => isDirty,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  })
  if (status !== 'blocked') return null
  return (
    <Modal opened onClose={reset} title={w.leave.title} size="sm">
      <Text size="xs">{w.leave.more}</Text>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={reset} data-autofocus>
          {w.leave.stay}
        </Button>
        <Button color="red.9" onClick={proceed}>
          {w.leave.leave}
        </Button>
      </Group>
    </Modal>
  )
}
