import type { Domain } from '../domain.ts'

export const webhooks = {
  permissions: {
    'webhooks.manage': 'admin',
  },
} as const satisfies Domain
