export * from './saved-replies.ts'
