export * from './failed-timers.ts'
