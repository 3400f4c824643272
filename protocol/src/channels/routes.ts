export * from './channels.ts'
export * from './inbound.ts'
export * from './outbox.ts'
