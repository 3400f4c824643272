import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'the outbox, its feed in commit order, consumers, hints, changes of access',
  tables: ['events', 'event_cursors', 'access_changes'],
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
