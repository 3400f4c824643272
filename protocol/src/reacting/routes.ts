export * from './failed-steps.ts'
