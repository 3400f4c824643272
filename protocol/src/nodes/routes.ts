export * from './nodes.ts'
