import { paths } from '../../../paths.ts'
import { w } from './words/words.ts'
import { defineArea } from '../../area.ts'
import { at, later, page } from '../settings-route.tsx'

const BusinessPage = page(async () => (await import('./business-page.tsx')).BusinessPage)

export const business = defineArea({
  to: paths.business,
  access: 'business.manage',
  title: () => w.business.title,
  navigation: { in: 'settings', group: 'company' },
  keys: [],
  routes: [at('business', () => later(<BusinessPage />))],
})
