import type { Domain } from '../domain.ts'
import { customerEvents } from './events.ts'

export const customers = {
  permissions: {
    'customers.read': 'readonly',
    'customers.write': 'staff',
    // Staff merge too: they have the customer on the line and know best, and every merge can be undone exactly.
    'customers.merge': 'staff',
    // Not staff: an address that is confirmed by hand opens what was written to it, and callers talk people into that.
    'identities.vouch': 'lead',
  },
  events: customerEvents,
} as const satisfies Domain
