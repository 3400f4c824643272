import type { Domain } from '../domain.ts'

export const audit = {
  permissions: {
    'audit.read': 'lead',
  },
} as const satisfies Domain
