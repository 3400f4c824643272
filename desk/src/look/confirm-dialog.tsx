import { Button, Group, Modal, Text } from '@mantine/core'

export interface ConfirmDialogProps {
  title: string
  more: string
  submit: string
  cancel: string
  isBusy: boolean
  onConfirm: () => void
  onClose: () => void
}

/** Before what cannot be taken back: says what will happen. */
export function ConfirmDialog({ title, more, submit, cancel, isBusy, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Modal opened onClose={onClose} title={title} size="sm">
      <Text size="xs">{more}</Text>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onClose}>
          {cancel}
        </Button>
        <Button color="red.9" loading={isBusy} onClick={onConfirm}>
          {submit}
        </Button>
      </Group>
    </Modal>
  )
}
