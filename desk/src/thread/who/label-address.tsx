import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { updateIdentity } from '@throughline/protocol/customers/identities.ts'
import type { Identity } from '@throughline/protocol/customers/identity.ts'
import { useState } from 'react'
import { call } from '../../session/call.ts'
import { tellProblem } from '../../look/tell.tsx'
import { w } from '../../words/words.ts'
import { useCustomerChange } from '../../data/customers/use-customer-change.ts'

export interface LabelAddressProps {
  identity: Identity
  customerId: string
  onClose: () => void
}

export function LabelAddress({ identity, customerId, onClose }: LabelAddressProps) {
  const change = useCustomerChange(customerId)
  const [label, setLabel] = useState(identity.label ?? '')
  const saving = useMutation({
    mutationFn: () =>
      call(updateIdentity, { params: { id: identity.id }, body: { label: label.trim() === '' ? null : label.trim() } }),
    onSuccess: async () => {
      await change.changed()
      onClose()
    },
    onError: tellProblem,
  })
  return (
    <Modal opened onClose={onClose} title={w.who.labelTitle} size="xs">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          saving.mutate()
        }}
      >
        <TextInput
          aria-label={w.who.labelTitle}
          description={identity.value}
          placeholder={w.who.labelPlaceholder}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end" gap="xs" mt="md">
          <Button variant="default" onClick={onClose}>
            {w.common.cancel}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {w.common.save}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
