export * from './floods.ts'
export * from './webchat.ts'
