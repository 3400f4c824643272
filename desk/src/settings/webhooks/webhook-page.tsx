import { Button, Group, MultiSelect, Stack, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { deleteWebhook, eventTypes, updateWebhook, type Webhook } from '@throughline/protocol/changes.ts'
import { call } from '../../api/call.ts'
import { keys } from '../../api/keys.ts'
import { EmptyState } from '../../look/empty-state.tsx'
import { Failure } from '../../look/failure.tsx'
import { LateSkeleton } from '../../look/late-skeleton.tsx'
import { tell, tellProblem } from '../../look/tell.tsx'
import { paths } from '../../paths.ts'
import { w } from '../../words/words.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
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
    mode: 'uncontrolled',
    initialValues: { name, url, enabled, eventTypes: webhook.eventTypes },
  })
  const saving = useMutation({
    mutationFn: (body: typeof form.values) => call(updateWebhook, { params: { id: webhook.id }, body }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: keys.webhooks })
      tell(w.webhooks.saved)
    },
    onError: tellProblem,
  })
  return (
    <form onSubmit={form.onSubmit((values) => saving.mutate(values))} noValidate>
      <Stack gap="md">
        <Switch
          {...form.getInputProps('enabled', { type: 'checkbox' })}
          key={form.key('enabled')}
          label={w.webhooks.enabled}
        />
        <TextInput {...form.getInputProps('name')} key={form.key('name')} label={w.common.name} />
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
        <Group gap="xs">
          <Button type="submit" loading={saving.isPending}>
            {w.webhooks.save}
          </Button>
          <RemoveWebhook webhook={webhook} />
        </Group>
      </Stack>
    </form>
  )
}

function RemoveWebhook({ webhook }: { webhook: Webhook }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [isAsking, { open, close }] = useDisclosure(false)
  const removing = useMutation({
    mutationFn: () => call(deleteWebhook, { params: { id: webhook.id } }),
    onSuccess: async () => {
      await navigate({ to: paths.webhooks })
      await queryClient.invalidateQueries({ queryKey: keys.webhooks })
      tell(w.webhooks.removed(webhook.name))
    },
    onError: tellProblem,
  })
  return (
    <>
      <Button variant="subtle" color="red" onClick={open}>
        {w.webhooks.remove}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={w.webhooks.removeTitle(webhook.name)}
          more={w.webhooks.removeMore}
          submit={w.common.remove}
          cancel={w.common.cancel}
          isBusy={removing.isPending}
          onConfirm={() => removing.mutate()}
          onClose={close}
        />
      )}
    </>
  )
}
