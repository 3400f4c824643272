import { Alert, Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { attachIdentity } from '@throughline/protocol/customers/identities.ts'
import { call } from '../../session/call.ts'
import { isProblem } from '../../session/problem-error.ts'
import { sentenceOf, tell } from '../../look/tell.tsx'
import { w } from '../../words/words.ts'
import { useCustomerChange } from '../../data/customers/use-customer-change.ts'

export function AttachAddress({ customerId, onDone }: { customerId: string; onDone: () => void }) {
  const change = useCustomerChange(customerId)
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { kind: 'email', value: '' },
    validate: { value: isNotEmpty(w.who.nameOrAddress) },
  })
  const attaching = useMutation({
    mutationFn: (body: { kind: string; value: string }) => call(attachIdentity, { params: { id: customerId }, body }),
    onSuccess: async (identity) => {
      await change.changed()
      tell(w.who.attached(identity.value))
      onDone()
    },
  })
  return (
    <form onSubmit={form.onSubmit((values) => attaching.mutate(values))}>
      <Stack gap={8} mt={8}>
        {attaching.error && (
          <Alert color="red" p={8} role="alert">
            {isProblem(attaching.error, 'identity_in_use') ? w.who.inUse : sentenceOf(attaching.error)}
          </Alert>
        )}
        <Select
          {...form.getInputProps('kind')}
          key={form.key('kind')}
          aria-label={w.who.kind}
          data={Object.entries(w.who.kinds).map(([value, label]) => ({ value, label }))}
        />
        <TextInput
          {...form.getInputProps('value')}
          key={form.key('value')}
          aria-label={w.who.value}
          placeholder={w.who.value}
          autoFocus
        />
        <Group gap={8}>
          <Button type="submit" loading={attaching.isPending}>
            {w.common.add}
          </Button>
          <Button variant="subtle" color="gray" onClick={onDone}>
            {w.common.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
