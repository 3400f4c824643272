import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'what customers themselves see and do: the chat of a site, its sign-in, its mails',
  tables: {
    visitor_counts: { of: 'installation', until: 'a day later' },
    visitor_sessions: { of: 'customer', erased: 'removed', until: 'two days after the last sign of it' },
    visitor_marks: { of: 'customer', erased: 'removed' },
    visitor_host_tokens: { of: 'customer', erased: 'removed', until: 'the token expires' },
    visitor_mails: { of: 'customer', erased: 'removed' },
  },
}
