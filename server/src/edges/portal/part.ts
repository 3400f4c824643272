import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'what customers themselves see and do: the chat of a site, its sign-in, its mails',
  tables: ['visitor_counts', 'visitor_sessions', 'visitor_marks', 'visitor_host_tokens', 'visitor_mails'],
}
