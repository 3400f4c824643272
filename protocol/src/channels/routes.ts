export * from './channels.ts'
export * from './inbound.ts'
export * from './outbox.ts'
export * from './own-addresses.ts'
export {
  cancelScheduledReply,
  listScheduledReplies,
  rescheduleReply,
  scheduleReply,
  sendScheduledReply,
} from './scheduled.ts'
