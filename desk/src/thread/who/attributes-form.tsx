import { ActionIcon, Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { updateCustomer, type Customer } from '@throughline/protocol/customers/customers.ts'
import type { Attributes } from '@throughline/protocol/primitives.ts'
import { useState } from 'react'
import { call } from '../../session/call.ts'
import { isProblem } from '../../session/problem-error.ts'
import { ChangedMeanwhile } from '../../look/changed-meanwhile.tsx'
import { IconPlus, IconTrash } from '../../look/icons.ts'
import { tellProblem } from '../../look/tell.tsx'
import { w } from '../../words/words.ts'
import { useCustomerChange } from '../../data/customers/use-customer-change.ts'
import { customerQuery } from '../../data/customers/customer-query.ts'
import { attributeChanges, attributeLines, seenOf, type AttributeLine } from './attribute-lines.ts'

export function AttributesForm({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const queryClient = useQueryClient()
  const change = useCustomerChange(customer.id)
  /** As they were last seen; `theirs`: what somebody else has made of them since the form was opened. */
  const [seen, setSeen] = useState(customer.attributes)
  const [theirs, setTheirs] = useState<Attributes | null>(null)
  const [lines, setLines] = useState(() => attributeLines(customer.attributes))
  const saving = useMutation({
    mutationFn: () => {
      const attributes = attributeChanges(seen, lines)
      const was = { attributes: seenOf(seen, attributes) }
      return call(updateCustomer, { params: { id: customer.id }, body: { attributes, was } })
    },
    onSuccess: (changed) => {
      change.replaced(changed)
      onClose()
    },
    onError: async (error) => {
      if (!isProblem(error, 'conflict')) return tellProblem(error)
      const now = await queryClient.fetchQuery({ ...customerQuery(customer.id), staleTime: 0 })
      setSeen(now.attributes)
      setTheirs(now.attributes)
    },
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
          {theirs && (
            <ChangedMeanwhile
              theirs={attributeLines(theirs).map(({ name, value }) => w.meanwhile.line(name, value))}
              onTakeTheirs={() => {
                setLines(attributeLines(theirs))
                setTheirs(null)
              }}
            />
          )}
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
