import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'the outbox, its feed in commit order, consumers, hints, changes of access',
  tables: {
    events: { of: 'customer', erased: 'removed', until: '30 days later' },
    event_cursors: { of: 'installation' },
    access_changes: { of: 'installation' },
  },
  sideDoors: [
    'access-changes.ts',
    'feed.ts',
    'lag.ts',
    'measures.ts',
    'consumer.ts',
    'hints.ts',
    'shared-hints.ts',
    'routes.ts',
  ],
}
