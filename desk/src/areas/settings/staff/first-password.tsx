import { Alert, Button, Group, Modal, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { putFirstPassword, type StaffMember } from '@throughline/protocol/staff/members.ts'
import { passwordLength } from '@throughline/protocol/staff/password.ts'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { sentenceOf, tell } from '../../../look/tell.tsx'
import { w } from './words/words.ts'

/** The way without mail, for a person who has no password yet. */
export function FirstPassword({ member: { id, name }, onClose }: { member: StaffMember; onClose: () => void }) {
  const queryClient = useQueryClient()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: { password: (value) => (value.length < passwordLength.least ? w.fields.passwordShort : null) },
  })
  const giving = useMutation({
    mutationFn: (body: { password: string }) => call(putFirstPassword, { params: { id }, body }),
    onSuccess: () => {
      tell(w.staff.passwordGiven(name))
      onClose()
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.staff }),
  })
  return (
    <Modal opened onClose={onClose} title={w.staff.givePassword} size="sm">
      <form onSubmit={form.onSubmit((values) => giving.mutate(values))} noValidate>
        <Stack>
          {giving.error && (
            <Alert color="red" role="alert">
              {sentenceOf(giving.error)}
            </Alert>
          )}
          <PasswordInput
            {...form.getInputProps('password')}
            key={form.key('password')}
            label={w.staff.firstPassword}
            description={w.staff.givePasswordMore(name)}
            autoComplete="new-password"
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.common.cancel}
            </Button>
            <Button type="submit" loading={giving.isPending}>
              {w.common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
