import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'who we are to customers: name, signature, logo',
  tables: {
    business_profile: { of: 'installation' },
  },
}
