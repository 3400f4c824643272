import type { Domain } from '../domain.ts'

export const business = {
  permissions: {
    'business.manage': 'admin',
  },
} as const satisfies Domain
