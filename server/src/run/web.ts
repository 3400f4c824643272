import { routes } from '@throughline/protocol/routes.ts'
import { sockets } from '@throughline/protocol/sockets.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { auditRoutes } from '../people/audit/audit.ts'
import type { BrowserBuilds } from './browser-builds.ts'
import { businessRoutes } from '../people/business/business.ts'
import {
  configuringRoutes,
  doorRoutes,
  inboundRoutes,
  forwardingRoutes,
  outboundRoutes,
  outboxRoutes,
  ownMailSetAside,
  reachedMilestones,
  runChannels,
  scheduledRoutes,
  showHtmlRoutes,
  writeMessage,
  writeNote,
} from '../channels/channels.ts'
import { consentRoutes } from '../record/consents/consents.ts'
import { customerRoutes, customerView } from '../people/customers/customers.ts'
import type { Doors } from './doors.ts'
import { changeRoutes } from '../platform/events/routes.ts'
import { firstStepRoutes } from '../edges/first-steps/first-steps.ts'
import type { Foundations } from './foundations.ts'
import { apiPrefix, can, everything, serveApiDocs, serveDesk, type HttpServer } from '../platform/http/http.ts'
import { issueRoutes, splitIssues } from '../work/issues/issues.ts'
import { serveNoLab, startLab, type Lab } from '../edges/lab/lab.ts'
import type { Config } from '../lib/config.ts'
import { AppError } from '../lib/errors.ts'
import { nodeRoutes } from '../platform/nodes/nodes.ts'
import { mailboxRoutes, notificationRoutes } from '../judgement/notifications/notifications.ts'
import { chatOf, startPortal } from '../edges/portal/portal.ts'
import { failedStepRoutes } from '../work/reacting/reacting.ts'
import { startRealtime, type Realtime } from '../edges/realtime/realtime.ts'
import { savedReplyRoutes } from '../record/saved-replies/saved-replies.ts'
import { seenChanges } from './seen-changes.ts'
import { serveWidget } from './serve-widget.ts'
import { tagRoutes } from '../work/tags/tags.ts'
import { hasTeammates, noteSeen, staffRoutes, type SignIn } from '../people/staff/staff.ts'
import { attachmentRoutes, readableEntries, viewChanges, timelineRoutes } from '../record/timeline/timeline.ts'
import { webhookRoutes } from '../edges/webhooks/webhooks.ts'

export interface WebOptions {
  config: Config
  version: string
  signIn: SignIn
  browserBuilds: BrowserBuilds
}

/**
 * The service `web`: everything that people, browsers and providers reach. The ways in open last, when everything that
 * takes what comes through them stands.
 */
export async function serveWeb(
  app: HttpServer,
  deps: Foundations,
  options: WebOptions,
  doors: Doors,
): Promise<{ lab: Lab | null }> {
  const { config, browserBuilds } = options
  const { metrics } = deps
  refuseWhileIdle(app, deps)
  serveApi(app, deps, options)
  const realtime = serveRealtime(app, deps, doors)
  metrics.gauge('realtime_connections', 'Open WebSocket connections.', () => realtime.connectionCount())
  metrics.measures(() => [realtime.subscriptions()])
  const refusals = metrics.counter('visitor_refusals_total', 'What floods of visitors were refused.', ['kind'])
  const portal = startPortal(app, { ...deps, ...realtime, countRefusal: (kind) => refusals.inc({ kind }) })
  doors.add(() => portal.stop())
  metrics.gauge('visitor_connections', 'Open chats of visitors.', () => portal.connectionCount())

  const lab = await serveLab(app, deps, options, doors)
  await serveWidget(app, {
    distDir: browserBuilds.widget,
    publicUrl: config.publicUrl,
    framersOf: async (channelId) => (await chatOf(deps.store, channelId)).settings.allowedOrigins,
  })
  await serveDesk(app, { distDir: browserBuilds.desk })

  await deps.nodes.whenReady(async () => {
    const channels = await runChannels(deps)
    doors.add(() => channels.stop())
  })
  return { lab }
}

/** A node that has another file store than the rest would keep files where they are lost. */
function refuseWhileIdle(app: HttpServer, { nodes }: Foundations): void {
  app.addHook('onRequest', async ({ routeOptions }) => {
    const why = nodes.whyNotReady()
    if (why !== null && routeOptions.url?.startsWith(`${apiPrefix}/`)) {
      throw new AppError('unavailable', why, { retryAfterSeconds: 10 })
    }
  })
}

function serveApi(app: HttpServer, deps: Foundations, { config, version, signIn }: WebOptions): void {
  const { db, webhooksAreDue } = deps
  serveApiDocs(app, { routes, sockets, version })
  const passwordsOff = typeof config.openId?.breakGlassEmail === 'string'
  staffRoutes(app, {
    ...deps,
    signIn,
    mail: deps.staffMail,
    passwordsOff,
    peopleChanged: () => deps.whoIsUs.refresh(),
  })
  auditRoutes(app, deps)
  nodeRoutes(app, deps)
  firstStepRoutes(app, {
    facts: async () => ({ ...(await reachedMilestones(deps)), teammate: await hasTeammates(db) }),
    ownMail: () => ownMailSetAside(db),
  })
  businessRoutes(app, deps)
  savedReplyRoutes(app, deps)
  tagRoutes(app, deps)
  const ourDomains = async () => {
    // A colleague who was added a moment ago counts.
    deps.whoIsUs.refresh()
    const us = await deps.whoIsUs.now()
    return (domain: string) => us.isWithin(domain)
  }
  customerRoutes(app, { ...deps, separate: splitIssues, ourDomains })
  timelineRoutes(app, deps)
  consentRoutes(app, deps)
  attachmentRoutes(app, deps)
  issueRoutes(app, { ...deps, hasRead: (staffId) => deps.hints.publish({ about: 'reads', staffId }) })
  configuringRoutes(app, deps)
  inboundRoutes(app, deps)
  doorRoutes(app, deps)
  outboundRoutes(app, deps)
  forwardingRoutes(app, deps)
  scheduledRoutes(app, deps)
  outboxRoutes(app, deps)
  showHtmlRoutes(app, deps)
  changeRoutes(app, {
    ...deps,
    seen: (events, by) => seenChanges(db, events, by),
    view(events, to) {
      const readable = (entries: readonly Entry[]) => readableEntries(db, deps.issueFacts, to, entries)
      return viewChanges(deps, events, can(to, 'thread.read', everything) ? readable : null)
    },
  })
  failedStepRoutes(app, deps)
  webhookRoutes(app, { ...deps, wake: webhooksAreDue.send })
}

function serveRealtime(app: HttpServer, deps: Foundations, doors: Doors): Realtime {
  const delays = deps.metrics.histogram(
    'throughline_realtime_delay_seconds',
    'How long after it was recorded something was told to a screen that follows the thread.',
    [],
    [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  )
  const realtime = startRealtime(app, {
    ...deps,
    toldAfter: (ms) => delays.observe(Math.max(0, ms) / 1000),
    noteSeen: (staffIds) => noteSeen(deps.db, deps.clock, staffIds),
    customerView: (customerId, caller) => customerView(deps.db, customerId, deps.sources, caller),
    async write(customerId, entry, by) {
      if (entry.kind === 'note') await writeNote(deps, { customerId, note: entry, by })
      else await writeMessage(deps, { customerId, message: entry, by })
    },
  })
  doors.add(() => realtime.stop())
  mailboxRoutes(app, { ...deps, mail: deps.staffMail })
  notificationRoutes(app, {
    ...deps,
    readBy: (staffId) => deps.hints.publish({ about: 'notifications', staffId }),
  })
  return realtime
}

async function serveLab(
  app: HttpServer,
  { clock, logger }: Foundations,
  { config: { lab: wanted, smtp, dataDir, publicUrl }, browserBuilds }: WebOptions,
  doors: Doors,
): Promise<Lab | null> {
  const more = { dataDir, publicUrl, clock, logger, pageDir: browserBuilds.lab }
  const lab = wanted && smtp ? await startLab({ ...wanted, ...more, product: smtp }) : null
  if (lab) doors.add(() => lab.stop())
  if (lab) await lab.serve(app)
  else serveNoLab(app)
  return lab
}
