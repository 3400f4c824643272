import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'what may be sent to an address, and who said so',
  tables: {
    // The address and the bare fact stay: who asked for no more messages gets none, whatever else is erased.
    consents: { of: 'customer', exported: true, erased: 'emptied' },
  },
}
