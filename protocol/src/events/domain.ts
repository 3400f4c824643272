import type { Domain } from '../domain.ts'

export const events = {
  permissions: {
    'changes.read': 'lead',
  },
} as const satisfies Domain
