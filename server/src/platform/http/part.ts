import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'contracts become routes: access, limits, problems, OpenAPI, AsyncAPI',
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
