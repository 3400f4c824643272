export * from './changes.ts'
export * from './issues.ts'
export * from './reads.ts'
export * from './views.ts'
