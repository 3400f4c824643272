import { paths } from '../../../paths.ts'
import { w } from './words/words.ts'
import { defineArea } from '../../area.ts'
import { at, later, page } from '../settings-route.tsx'

const BlockedPage = page(async () => (await import('./blocked-page.tsx')).BlockedPage)

export const blocked = defineArea({
  to: paths.blocked,
  access: 'customers.read',
  title: () => w.blocked.title,
  navigation: { in: 'settings', group: 'channels' },
  keys: [],
  routes: [at('blocked', () => later(<BlockedPage />))],
})
