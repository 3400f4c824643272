import { Alert, Button, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core'
import { isEmail, isNotEmpty, useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { passwordLength } from '@throughline/protocol/staff/password.ts'
import { createStaff } from '@throughline/protocol/staff/members.ts'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { sentenceOf, tell } from '../../../look/tell.tsx'
import { w } from './words/words.ts'
import { RoleSelect } from '../role-select.tsx'

export function AddStaff({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', password: '', role: 'staff' },
    validate: {
      name: isNotEmpty(w.fields.nameMissing),
      email: isEmail(w.fields.emailWrong),
      password: (value) => (value.length < passwordLength.least ? w.fields.passwordShort : null),
    },
  })
  const adding = useMutation({
    mutationFn: (body: typeof form.values) => call(createStaff, { body }),
    onSuccess: async (member) => {
      await queryClient.invalidateQueries({ queryKey: keys.staff })
      tell(w.staff.added(member.name))
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={w.staff.add} size="sm">
      <form onSubmit={form.onSubmit((values) => adding.mutate(values))} noValidate>
        <Stack>
          {adding.error && (
            <Alert color="red" role="alert">
              {sentenceOf(adding.error)}
            </Alert>
          )}
          <TextInput {...form.getInputProps('name')} key={form.key('name')} label={w.common.name} data-autofocus />
          <TextInput
            {...form.getInputProps('email')}
            key={form.key('email')}
            label={w.common.email}
            type="email"
            autoComplete="off"
          />
          <PasswordInput
            {...form.getInputProps('password')}
            key={form.key('password')}
            label={w.staff.firstPassword}
            description={w.staff.firstPasswordMore}
            autoComplete="new-password"
          />
          <RoleSelect {...form.getInputProps('role')} key={form.key('role')} label={w.people.role} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.common.cancel}
            </Button>
            <Button type="submit" loading={adding.isPending}>
              {w.common.add}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
