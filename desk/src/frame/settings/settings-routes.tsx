import { createRoute } from '@tanstack/react-router'
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react'
import { LateSkeleton } from '../../look/late-skeleton.tsx'
import { paths } from '../../paths.ts'
import { deskRoute } from '../../areas/routes.ts'
import { SettingsIndex, SettingsPage } from './settings-page.tsx'

// Most days nobody opens settings: each page comes when it is asked for.
const ChannelsPage = page(async () => (await import('../../areas/settings/channels/channels-page.tsx')).ChannelsPage)
const NewChannelPage = page(
  async () => (await import('../../areas/settings/channels/new-channel-page.tsx')).NewChannelPage,
)
const ChannelPage = page(async () => (await import('../../areas/settings/channels/channel-page.tsx')).ChannelPage)
const StaffPage = page(async () => (await import('../../areas/settings/staff/staff-page.tsx')).StaffPage)
const TeamsPage = page(async () => (await import('../../areas/settings/teams/teams-page.tsx')).TeamsPage)
const RolesPage = page(async () => (await import('../../areas/settings/roles/roles-page.tsx')).RolesPage)
const BusinessPage = page(async () => (await import('../../areas/settings/business/business-page.tsx')).BusinessPage)
const RepliesPage = page(async () => (await import('../../areas/settings/replies/replies-page.tsx')).RepliesPage)
const TokensPage = page(async () => (await import('../../areas/settings/tokens/tokens-page.tsx')).TokensPage)
const WebhooksPage = page(async () => (await import('../../areas/settings/webhooks/webhooks-page.tsx')).WebhooksPage)
const WebhookPage = page(async () => (await import('../../areas/settings/webhooks/webhook-page.tsx')).WebhookPage)
const InboundPage = page(async () => (await import('../../areas/settings/inbound/inbound-page.tsx')).InboundPage)
const OutboxPage = page(async () => (await import('../../areas/settings/outbox/outbox-page.tsx')).OutboxPage)
const AuditPage = page(async () => (await import('../../areas/settings/audit/audit-page.tsx')).AuditPage)

const settings = createRoute({ getParentRoute: () => deskRoute, path: paths.settings, component: SettingsPage })

const newChannel = createRoute({
  getParentRoute: () => settings,
  path: 'channels/new/$kind',
  component: () => {
    const { kind } = newChannel.useParams()
    return later(<NewChannelPage key={kind} kind={kind} />)
  },
})

const channel = createRoute({
  getParentRoute: () => settings,
  path: 'channels/$channelId',
  component: () => {
    const { channelId } = channel.useParams()
    return later(<ChannelPage key={channelId} channelId={channelId} />)
  },
})

const webhook = createRoute({
  getParentRoute: () => settings,
  path: 'webhooks/$webhookId',
  component: () => {
    const { webhookId } = webhook.useParams()
    return later(<WebhookPage key={webhookId} webhookId={webhookId} />)
  },
})

export const settingsRoutes = settings.addChildren([
  at('/', () => <SettingsIndex />),
  at('channels', () => later(<ChannelsPage />)),
  newChannel,
  channel,
  at('staff', () => later(<StaffPage />)),
  at('teams', () => later(<TeamsPage />)),
  at('roles', () => later(<RolesPage />)),
  at('business', () => later(<BusinessPage />)),
  at('replies', () => later(<RepliesPage />)),
  at('tokens', () => later(<TokensPage />)),
  at('webhooks', () => later(<WebhooksPage />)),
  webhook,
  at('inbound', () => later(<InboundPage />)),
  at('outbox', () => later(<OutboxPage />)),
  at('audit', () => later(<AuditPage />)),
])

function at<Path extends string>(path: Path, component: () => ReactNode) {
  return createRoute({ getParentRoute: () => settings, path, component })
}

function page<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await load() }))
}

function later(element: ReactNode): ReactNode {
  return <Suspense fallback={<LateSkeleton />}>{element}</Suspense>
}
