/**
 * The ways in and out. Owns channels, what came in (`inbound`), what goes out (`deliveries`), the built-in outbox.
 *
 * `contract.ts` says what an adapter is; `registry.ts` is the one file that knows them all. `inbound/` turns what a
 * provider hands over into entries, durably; `outbound/` lets people write and delivers what they wrote. Nobody else
 * sends anything to a customer.
 */
export { createChannelStore, type ChannelStore, type ConfiguredChannel } from './configuring/channel-store.ts'
export { ensureFirstChannel } from './configuring/first-channel.ts'
export { configuringRoutes } from './configuring/routes.ts'
export { createContexts } from './context.ts'
export { reachedMilestones } from './milestones.ts'
export { inboundRoutes } from './inbound/routes.ts'
export type { InboundDeps } from './inbound/deps.ts'
export { applyReceipt } from './inbound/apply-receipt.ts'
export { inboundByProviderId, provenAnswersOf } from './inbound/queries.ts'
export { recordMessage, type UploadsToSend } from './inbound/record-message.ts'
export { acknowledge, queueAcknowledgements } from './outbound/acknowledge.ts'
export { deliverEntry } from './outbound/deliver.ts'
export type { DeliveryDeps } from './outbound/deps.ts'
export { acknowledgeJob, deliverJob } from './outbound/jobs.ts'
export { createLanes } from './outbound/lanes.ts'
export { takeWorkerLock } from './outbound/worker-lock.ts'
export { outboundContent } from './outbound/content.ts'
export { outboxRoutes } from './outbound/outbox.ts'
export { deliveriesOf, pruneAutomaticAnswers } from './outbound/queries.ts'
export { recoverDeliveries, watchDropped } from './outbound/recover.ts'
export { outboundRoutes } from './outbound/routes.ts'
export { appendMessage } from './outbound/append-message.ts'
export { writeMessage } from './outbound/write-message.ts'
export { writeNote } from './outbound/write-note.ts'
export { createMessageKeys } from './message-key.ts'
export { createRegistry, inspectMail, visitorsBody, type VisitorWords } from './registry.ts'
export { createReplyTokens } from './reply-token.ts'
export { withoutTokens } from './without-tokens.ts'
export { runChannels } from './running.ts'
export { showHtmlRoutes } from './show-html.ts'
export { measureChannels } from './measures.ts'
export { createTally, type ChannelTally } from './tally.ts'
