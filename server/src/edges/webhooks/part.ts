import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'events, signed, to the servers of others',
  tables: ['webhooks', 'webhook_deliveries'],
}
