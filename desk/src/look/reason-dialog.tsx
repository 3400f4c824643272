import { Alert, Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { w } from '../words/words.ts'

export interface ReasonDialogProps {
  title: string
  /** What was refused, and what can be done about it. */
  problem?: ReactNode
  /** What will happen, and fields that come before the reason. */
  children: ReactNode
  label: string
  placeholder?: string
  submit: string
  isDangerous?: boolean
  isBusy: boolean
  /** More than the reason is asked for, and not all of it is right yet. */
  isIncomplete?: boolean
  /** The keyboard begins in the reason, unless a field stands before it. */
  beginsElsewhere?: boolean
  onSubmit: (reason: string) => void
  onClose: () => void
}

/** Asks why before something is done that is recorded with its reason. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { isDangerous = false, isIncomplete = false, beginsElsewhere = false } = props
  const [reason, setReason] = useState('')
  return (
    <Modal opened onClose={props.onClose} title={props.title} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          props.onSubmit(reason.trim())
        }}
      >
        <Stack gap="sm">
          {props.problem && (
            <Alert color="red" p={8} role="alert">
              {props.problem}
            </Alert>
          )}
          {props.children}
          <Textarea
            label={props.label}
            placeholder={props.placeholder}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            required
            autosize
            minRows={2}
            maxLength={1000}
            data-autofocus={!beginsElsewhere || undefined}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {w.common.cancel}
            </Button>
            <Button
              type="submit"
              loading={props.isBusy}
              disabled={isIncomplete || reason.trim() === ''}
              {...(isDangerous ? { color: 'red.9' } : {})}
            >
              {props.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
