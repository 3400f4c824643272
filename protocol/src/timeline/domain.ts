import type { Domain } from '../domain.ts'
import { timelineEvents } from './events.ts'

export const timeline = {
  permissions: {
    'thread.read': 'readonly',
    'thread.write': 'staff',
    'notes.manage': 'lead',
    'files.manage': 'admin',
  },
  events: timelineEvents,
} as const satisfies Domain
