import type { Domain } from '../domain.ts'

export const nodes = {
  permissions: {
    'operation.read': 'admin',
  },
} as const satisfies Domain
