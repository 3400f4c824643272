import { Badge, Button, Group, TextInput } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { listWebhookDeliveries, replayWebhook } from '@throughline/protocol/webhooks/webhooks.ts'
import { useState } from 'react'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { EmptyState } from '../../../look/empty-state.tsx'
import { Failure } from '../../../look/failure.tsx'
import { tell, tellProblem } from '../../../look/tell.tsx'
import { useNow } from '../../../look/use-now.ts'
import { nearTime } from '../../../words/times.ts'
import { say } from '../../../words/words.ts'
import { w } from './words/words.ts'
import cards from '../card-list.module.css'
import { MoreButton } from '../../../look/more-button.tsx'
import { SectionHeading } from '../../../look/detail-heading.tsx'

const colorByState = { pending: 'accent', delivered: 'green', failed: 'red' } as const

export function WebhookDeliveries({ webhookId }: { webhookId: string }) {
  const nowMs = useNow()
  const deliveries = useInfiniteQuery({
    queryKey: keys.webhookDeliveries(webhookId),
    queryFn: ({ pageParam }) =>
      call(listWebhookDeliveries, { params: { id: webhookId }, query: pageParam ? { cursor: pageParam } : {} }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  })
  const replaying = useMutation({
    mutationFn: (body: { deliveryId?: string; since?: string }) =>
      call(replayWebhook, { params: { id: webhookId }, body }),
    onSuccess: async ({ queued }) => {
      tell(w.webhooks.replayed(queued))
      await deliveries.refetch()
    },
    onError: tellProblem,
  })
  const items = deliveries.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <SectionHeading className={cards.heading}>{w.webhooks.deliveries}</SectionHeading>
      {deliveries.isError && <Failure error={deliveries.error} onRetry={deliveries.refetch} />}
      {deliveries.data && items.length === 0 && (
        <EmptyState title={w.webhooks.noDeliveries}>{w.webhooks.noDeliveriesMore}</EmptyState>
      )}
      {items.length > 0 && (
        <ul className={cards.list} aria-label={w.webhooks.deliveries}>
          {items.map((delivery) => (
            <li key={delivery.id} className={cards.row}>
              <span className={cards.what}>
                <span className={cards.name}>{delivery.eventType}</span>
                <span className={cards.more}>
                  {nearTime(delivery.createdAt, nowMs)} · {w.webhooks.attempts(delivery.attempts)}
                  {delivery.lastStatus !== null && ` · HTTP ${delivery.lastStatus}`}
                  {delivery.lastError && ` · ${say(delivery.lastError, delivery.lastErrorWords)}`}
                  {delivery.state === 'pending' &&
                    delivery.nextAttemptAt &&
                    ` · ${w.webhooks.nextTry(nearTime(delivery.nextAttemptAt, nowMs))}`}
                </span>
              </span>
              <Badge color={colorByState[delivery.state]}>{w.webhooks.state[delivery.state]}</Badge>
              <Button
                variant="default"
                disabled={replaying.isPending}
                onClick={() => replaying.mutate({ deliveryId: delivery.id })}
              >
                {w.webhooks.replay}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <MoreButton query={deliveries} />
      <ReplaySince isBusy={replaying.isPending} onReplay={(since) => replaying.mutate({ since })} />
    </>
  )
}

function ReplaySince({ isBusy, onReplay }: { isBusy: boolean; onReplay: (since: string) => void }) {
  const [since, setSince] = useState('')
  const time = new Date(since)
  const isTime = !Number.isNaN(time.getTime())
  return (
    <Group align="flex-end" gap="xs">
      <TextInput
        type="datetime-local"
        label={w.webhooks.replaySinceLabel}
        value={since}
        onChange={(event) => setSince(event.currentTarget.value)}
      />
      <Button variant="default" disabled={!isTime} loading={isBusy} onClick={() => onReplay(time.toISOString())}>
        {w.webhooks.replay}
      </Button>
    </Group>
  )
}
