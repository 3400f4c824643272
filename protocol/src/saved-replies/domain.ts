import type { Domain } from '../domain.ts'

export const savedReplies = {
  permissions: {
    'replies.manage': 'lead',
  },
} as const satisfies Domain
