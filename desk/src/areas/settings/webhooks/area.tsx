import { paths } from '../../../paths.ts'
import { w } from './words/words.ts'
import { defineArea } from '../../area.ts'
import { at, later, page } from '../settings-route.tsx'

const WebhooksPage = page(async () => (await import('./webhooks-page.tsx')).WebhooksPage)
const WebhookPage = page(async () => (await import('./webhook-page.tsx')).WebhookPage)

const webhook = at('webhooks/$webhookId', () => {
  const { webhookId } = webhook.useParams()
  return later(<WebhookPage key={webhookId} webhookId={webhookId} />)
})

export const webhooks = defineArea({
  to: paths.webhooks,
  access: 'webhooks.manage',
  title: () => w.webhooks.title,
  navigation: { in: 'settings', group: 'programs' },
  keys: [],
  routes: [at('webhooks', () => later(<WebhooksPage />)), webhook],
})
