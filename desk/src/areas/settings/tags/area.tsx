import { paths } from '../../../paths.ts'
import { w } from './words/words.ts'
import { defineArea } from '../../area.ts'
import { at, later, page } from '../settings-route.tsx'

const TagsPage = page(async () => (await import('./tags-page.tsx')).TagsPage)

export const tags = defineArea({
  to: paths.tags,
  access: 'issues.read',
  title: () => w.tagList.title,
  navigation: { in: 'settings', group: 'company' },
  keys: [],
  routes: [at('tags', () => later(<TagsPage />))],
})
