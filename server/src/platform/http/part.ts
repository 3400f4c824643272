import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'contracts become routes: access, limits, problems, OpenAPI, AsyncAPI',
  tables: {
    request_counts: { of: 'installation', until: 'somebody asks often in a later minute' },
  },
  sideDoors: [
    'access/rules.ts',
    'cursor.ts',
    'origin.ts',
    'upgrade.ts',
    'problems.ts',
    'live-socket.ts',
    'metrics.ts',
    'operation.ts',
  ],
}
