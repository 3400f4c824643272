import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'one problem each: choosing, changing, reading, saved views',
  tables: ['issues', 'contacts', 'issue_references', 'issue_changes', 'saved_views'],
}
