import type { Part } from '../../lib/part.ts'

export const part: Part = {
  is: 'notifications of staff, and which they want by mail',
  tables: {
    notification_mails: { of: 'staff', erased: 'removed', until: '90 days later' },
    notification_mailboxes: { of: 'staff', erased: 'removed' },
    notifications: { of: 'staff', erased: 'removed', until: '90 days later' },
  },
}
