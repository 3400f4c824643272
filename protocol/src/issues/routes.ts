export * from './issues.ts'
export * from './views.ts'
