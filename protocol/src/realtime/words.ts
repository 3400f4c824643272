import { defineWords } from '../words.ts'

export const realtimeWords = defineWords('realtime', {
  foreign_cursor: () => 'This is not a cursor of notifications.',
  access_unknown: () => 'It cannot be found out at the moment what you may do. Nothing was done; try again.',
  too_many_threads: ({ max }: { max: number }) => `A connection may follow ${max} threads.`,
  same_thread: ({ topic }: { topic: string }) => `It is the same thread as ${topic}, which is followed from now on.`,
  may_not_see_any_more: () => 'You may not see this any more. An admin can change that.',
  may_not_see_thread: () => 'You may not see this thread.',
  may_only_read: () => 'You may read here, not write.',
})
