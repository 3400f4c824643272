import { Badge, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { EmptyState } from '../../../look/empty-state.tsx'
import { Failure } from '../../../look/failure.tsx'
import { IconWebhook } from '../../../look/icons.ts'
import { LateSkeleton } from '../../../look/late-skeleton.tsx'
import { paths } from '../../../paths.ts'
import { w } from './words/words.ts'
import cards from '../card-list.module.css'
import { CardList, RowText } from '../card-list.tsx'
import { SettingsHead } from '../settings-head.tsx'
import { ShownOnce } from '../shown-once.tsx'
import { AddWebhook } from './add-webhook.tsx'
import { webhooksQuery } from './webhooks-query.ts'

export function WebhooksPage() {
  const webhooks = useQuery(webhooksQuery)
  const [isAdding, { open, close }] = useDisclosure(false)
  const [secret, setSecret] = useState<string | null>(null)
  if (webhooks.isPending) return <LateSkeleton />
  if (webhooks.isError) return <Failure error={webhooks.error} onRetry={webhooks.refetch} />
  return (
    <>
      <SettingsHead
        title={w.webhooks.title}
        more={w.webhooks.more}
        action={<Button onClick={open}>{w.webhooks.add}</Button>}
      />
      {secret && (
        <ShownOnce
          title={w.webhooks.secret}
          value={secret}
          more={w.webhooks.secretMore}
          onDone={() => setSecret(null)}
        />
      )}
      {webhooks.data.items.length === 0 ? (
        <EmptyState icon={<IconWebhook size={28} stroke={1.5} />} title={w.webhooks.none}>
          {w.webhooks.noneMore}
        </EmptyState>
      ) : (
        <CardList label={w.webhooks.title} items={webhooks.data.items} keyOf={({ id }) => id}>
          {(webhook) => (
            <Link to={paths.webhook} params={{ webhookId: webhook.id }} className={cards.row}>
              <RowText name={webhook.name}>
                <span className={cards.more}>{webhook.url}</span>
              </RowText>
              <Badge color={webhook.enabled ? 'green' : 'gray'}>{webhook.enabled ? w.common.on : w.common.off}</Badge>
            </Link>
          )}
        </CardList>
      )}
      {isAdding && <AddWebhook onMade={setSecret} onClose={close} />}
    </>
  )
}
