import { paths } from '../../../paths.ts'
import { w } from './words/words.ts'
import { defineArea } from '../../area.ts'
import { at, later, page } from '../settings-route.tsx'

const RepliesPage = page(async () => (await import('./replies-page.tsx')).RepliesPage)

export const replies = defineArea({
  to: paths.replies,
  access: 'thread.write',
  title: () => w.replies.title,
  navigation: { in: 'settings', group: 'company' },
  keys: [],
  routes: [at('replies', () => later(<RepliesPage />))],
})
