export * from './blocks.ts'
export * from './customers.ts'
export * from './identities.ts'
export * from './merges.ts'
