import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { createCustomer } from '@throughline/protocol/customers/customers.ts'
import { call } from '../../session/call.ts'
import { isProblem } from '../../session/problem-error.ts'
import { sentenceOf, tell } from '../../look/tell.tsx'
import { paths } from '../../paths.ts'
import { w } from './words/words.ts'

export function AddCustomer({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: '', phone: '' },
    validate: {
      name: (name, { email, phone }) => ((name + email + phone).trim() === '' ? w.who.nameOrAddress : null),
    },
  })
  const adding = useMutation({
    mutationFn: ({ name, email, phone }: typeof form.values) =>
      call(createCustomer, {
        body: {
          ...(name.trim() ? { displayName: name.trim() } : {}),
          identities: [
            { kind: 'email', value: email.trim() },
            { kind: 'phone', value: phone.trim() },
          ].filter((identity) => identity.value !== ''),
        },
      }),
    onSuccess: async (customer) => {
      void queryClient.invalidateQueries({ queryKey: ['customers'] })
      await navigate({ to: paths.customerThread, params: { customerId: customer.id } })
      tell(w.customers.created)
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={w.customers.addTitle} size="sm">
      <form onSubmit={form.onSubmit((values) => adding.mutate(values))}>
        <Stack>
          {adding.error && (
            <Alert color="red" role="alert">
              {isProblem(adding.error, 'identity_in_use') ? w.who.inUse : sentenceOf(adding.error)}
            </Alert>
          )}
          <TextInput {...form.getInputProps('name')} key={form.key('name')} label={w.common.name} data-autofocus />
          <TextInput {...form.getInputProps('email')} key={form.key('email')} label={w.who.kinds.email} type="email" />
          <TextInput {...form.getInputProps('phone')} key={form.key('phone')} label={w.who.kinds.phone} type="tel" />
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
