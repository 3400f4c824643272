export * from './failed-reactions.ts'
