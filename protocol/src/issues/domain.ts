import type { Domain } from '../domain.ts'
import { issueEvents } from './events.ts'

export const issues = {
  permissions: {
    'issues.read': 'readonly',
    'issues.write': 'staff',
  },
  events: issueEvents,
} as const satisfies Domain
