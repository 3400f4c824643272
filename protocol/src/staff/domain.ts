import type { Domain } from '../domain.ts'
import { staffEvents } from './events.ts'

export const staff = {
  permissions: {
    'staff.read': 'readonly',
    'staff.manage': 'admin',
    'tokens.manage': 'admin',
  },
  events: staffEvents,
} as const satisfies Domain
