export * from './customers.ts'
export * from './identities.ts'
export * from './merges.ts'
