import { Alert, Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { createToken } from '@throughline/protocol/staff/tokens.ts'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { sentenceOf } from '../../../look/tell.tsx'
import { w } from './words/words.ts'
import { RoleSelect } from '../role-select.tsx'

const never = 'never'
const dayMs = 24 * 60 * 60 * 1000

export interface AddTokenProps {
  onMade: (token: { name: string; token: string }) => void
  onClose: () => void
}

export function AddToken({ onMade, onClose }: AddTokenProps) {
  const queryClient = useQueryClient()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', role: 'staff', days: never },
    validate: { name: isNotEmpty(w.fields.nameMissing) },
  })
  const making = useMutation({
    mutationFn: ({ name, role, days }: typeof form.values) =>
      call(createToken, {
        body: {
          name,
          role,
          ...(days === never ? {} : { expiresAt: new Date(Date.now() + Number(days) * dayMs).toISOString() }),
        },
      }),
    onSuccess: async (token) => {
      onMade(token)
      onClose()
      await queryClient.invalidateQueries({ queryKey: keys.tokens })
    },
  })
  return (
    <Modal opened onClose={onClose} title={w.tokens.add} size="sm">
      <form onSubmit={form.onSubmit((values) => making.mutate(values))} noValidate>
        <Stack>
          {making.error && (
            <Alert color="red" role="alert">
              {sentenceOf(making.error)}
            </Alert>
          )}
          <TextInput {...form.getInputProps('name')} key={form.key('name')} label={w.common.name} data-autofocus />
          <RoleSelect {...form.getInputProps('role')} key={form.key('role')} label={w.people.role} />
          <Select
            {...form.getInputProps('days')}
            key={form.key('days')}
            label={w.tokens.expires}
            data={[
              { value: never, label: w.tokens.expiresNever },
              ...Object.entries(w.tokens.expiresIn).map(([value, label]) => ({ value, label })),
            ]}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {w.common.cancel}
            </Button>
            <Button type="submit" loading={making.isPending}>
              {w.tokens.add}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
