import { Button, Group, MultiSelect, Stack, Switch, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { deleteWebhook, updateWebhook, type Webhook } from '@throughline/protocol/webhooks/webhooks.ts'
import { eventTypes } from '@throughline/protocol/events.ts'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { EmptyState } from '../../../look/empty-state.tsx'
import { Failure } from '../../../look/failure.tsx'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { tell, tellProblem } from '../../../look/tell.tsx'
import { paths } from '../../../paths.ts'
import { w } from './words/words.ts'
import { LeaveGuard } from '../leave-guard.tsx'
import { refusedFields } from '../refused-fields.ts'
import { RemoveDialog } from '../remove-dialog.tsx'
import { SettingsHead } from '../settings-head.tsx'
import { WebhookDeliveries } from './webhook-deliveries.tsx'
import { webhooksQuery } from './webhooks-query.ts'

export function WebhookPage({ webhookId }: { webhookId: string }) {
  const webhooks = useQuery(webhooksQuery)
  if (webhooks.isPending) return <LateSkeleton />
  if (webhooks.isError) return <Failure error={webhooks.error} onRetry={webhooks.refetch} />
  const webhook = webhooks.data.items.find((one) => one.id === webhookId)
  if (!webhook) return <EmptyState title={w.problems.notFound}>{w.problems.notFoundMore}</EmptyState>
  return (
    <>
      <SettingsHead title={<bdi>{webhook.name}</bdi>} more={webhook.url} />
      <WebhookForm webhook={webhook} />
      <WebhookDeliveries webhookId={webhook.id} />
    </>
  )
}

function WebhookForm({ webhook }: { webhook: Webhook }) {
  const queryClient = useQueryClient()
  const { name, url, enabled } = webhook
  const form = useForm({
    initialValues: { name, url, enabled, eventTypes: webhook.eventTypes },
    validate: { name: isNotEmpty(w.form.required), url: isNotEmpty(w.form.required) },
  })
  const saving = useMutation({
    mutationFn: (body: typeof form.values) => call(updateWebhook, { params: { id: webhook.id }, body }),
    onSuccess: async (_, values) => {
      form.resetDirty(values)
      await queryClient.invalidateQueries({ queryKey: keys.webhooks })
      tell(w.webhooks.saved)
    },
    onError: (error) => {
      const fields = refusedFields(error)
      form.setErrors(fields)
      if (Object.keys(fields).length === 0) tellProblem(error)
    },
  })
  return (
    <form onSubmit={form.onSubmit((values) => saving.mutate(values))} noValidate>
      <Stack gap="md">
        <Switch {...form.getInputProps('enabled', { type: 'checkbox' })} label={w.webhooks.enabled} />
        <TextInput {...form.getInputProps('name')} label={w.common.name} />
        <TextInput {...form.getInputProps('url')} label={w.webhooks.url} type="url" />
        <MultiSelect
          {...form.getInputProps('eventTypes')}
          label={w.webhooks.events}
          description={w.webhooks.eventsMore}
          data={eventTypes}
          searchable
          hidePickedOptions
        />
        <Group gap="xs">
          <Button type="submit" disabled={!form.isDirty()} loading={saving.isPending}>
            {w.webhooks.save}
          </Button>
          <RemoveWebhook webhook={webhook} />
        </Group>
      </Stack>
      <LeaveGuard isDirty={form.isDirty() && !saving.isPending} />
    </form>
  )
}

function RemoveWebhook({ webhook }: { webhook: Webhook }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [isAsking, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="subtle" color="red" onClick={open}>
        {w.webhooks.remove}
      </Button>
      {isAsking && (
        <RemoveDialog
          title={w.webhooks.removeTitle(webhook.name)}
          more={w.webhooks.removeMore}
          submit={w.common.remove}
          remove={() => call(deleteWebhook, { params: { id: webhook.id } })}
          onRemoved={async () => {
            await navigate({ to: paths.webhooks, ignoreBlocker: true })
            await queryClient.invalidateQueries({ queryKey: keys.webhooks })
          }}
          removed={w.webhooks.removed(webhook.name)}
          onClose={close}
        />
      )}
    </>
  )
}
