import type { Domain } from '../domain.ts'

export const tags = {
  permissions: {
    'tags.manage': 'lead',
  },
} as const satisfies Domain
