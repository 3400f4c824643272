import { ActionIcon, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { updateCustomer, type Customer } from '@throughline/protocol/customers.ts'
import { useState } from 'react'
import { call } from '../../api/call.ts'
import { IconPlus, IconTrash } from '../../look/icons.ts'
import { tellProblem } from '../../look/tell.tsx'
import { w } from '../../words/words.ts'
import { useCustomerChange } from '../use-customer-change.ts'
import { attributeChanges, attributeLines, type AttributeLine } from './attribute-lines.ts'

export function AttributesForm({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const change = useCustomerChange(customer.id)
  const [lines, setLines] = useState(() => attributeLines(customer.attributes))
  const saving = useMutation({
    mutationFn: () =>
      call(updateCustomer, {
        params: { id: customer.id },
        body: { attributes: attributeChanges(customer.attributes, lines) },
      }),
    onSuccess: (changed) => {
      change.replaced(changed)
      onClose()
    },
    onError: tellProblem,
  })
  const set = (key: string, patch: Partial<AttributeLine>) =>
    setLines((known) => known.map((line) => (line.key === key ? { ...line, ...patch } : line)))
  return (
    <Modal opened onClose={onClose} title={w.who.editAttributes}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          saving.mutate()
        }}
      >
        <Stack gap={8}>
          {lines.map((line) => (
            <Group key={line.key} gap={8} wrap="nowrap">
              <TextInput
                flex={2}
                aria-label={w.who.attributeName}
                placeholder={w.who.attributeName}
                maxLength={100}
                value={line.name}
                onChange={(event) => set(line.key, { name: event.currentTarget.value })}
              />
              <TextInput
                flex={3}
                aria-label={w.who.attributeValue}
                placeholder={w.who.attributeValue}
                value={line.value}
                onChange={(event) => set(line.key, { value: event.currentTarget.value })}
              />
              <ActionIcon
                aria-label={w.common.remove}
                onClick={() => setLines((known) => known.filter((one) => one.key !== line.key))}
              >
                <IconTrash size={14} stroke={1.75} />
              </ActionIcon>
            </Group>
          ))}
          <Button
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() => setLines((known) => [...known, { key: crypto.randomUUID(), name: '', value: '' }])}
          >
            {w.who.addAttribute}
          </Button>
        </Stack>
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
