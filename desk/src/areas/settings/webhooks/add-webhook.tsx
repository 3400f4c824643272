import { Alert, Button, Group, Modal, MultiSelect, Stack, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { createWebhook } from '@throughline/protocol/webhooks/webhooks.ts'
import { eventTypes, type EventType } from '@throughline/protocol/events.ts'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { sentenceOf } from '../../../look/tell.tsx'
import { w } from './words/words.ts'

export interface AddWebhookProps {
  onMade: (secret: string) => void
  onClose: () => void
}

export function AddWebhook({ onMade, onClose }: AddWebhookProps) {
  const queryClient = useQueryClient()
  const form = useForm<{ name: string; url: string; eventTypes: EventType[] }>({
    mode: 'uncontrolled',
    initialValues: { name: '', url: 'https://', eventTypes: [] },
    validate: { name: isNotEmpty(w.fields.nameMissing) },
  })
  const adding = useMutation({
    mutationFn: (body: typeof form.values) => call(createWebhook, { body }),
    onSuccess: async ({ secret }) => {
      onMade(secret)
      onClose()
      await queryClient.invalidateQueries({ queryKey: keys.webhooks })
    },
  })
  return (
    <Modal opened onClose={onClose} title={w.webhooks.add}>
      <form onSubmit={form.onSubmit((values) => adding.mutate(values))} noValidate>
        <Stack>
          {adding.error && (
            <Alert color="red" role="alert">
              {sentenceOf(adding.error)}
            </Alert>
          )}
          <TextInput {...form.getInputProps('name')} key={form.key('name')} label={w.common.name} data-autofocus />
          <TextInput {...form.getInputProps('url')} key={form.key('url')} label={w.webhooks.url} type="url" />
          <MultiSelect
            {...form.getInputProps('eventTypes')}
            key={form.key('eventTypes')}
            label={w.webhooks.events}
            description={w.webhooks.eventsMore}
            data={eventTypes}
            searchable
            hidePickedOptions
          />
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
