import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'events, signed, to the servers of others',
  tables: {
    webhooks: { of: 'installation' },
    webhook_deliveries: { of: 'customer', erased: 'removed', until: '30 days later' },
  },
}
