export * from './notifications.ts'
export * from './by-mail.ts'
