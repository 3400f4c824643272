import { paths } from '../../../paths.ts'
import { w } from './words/words.ts'
import { defineArea } from '../../area.ts'
import { at, later, page } from '../settings-route.tsx'

const TokensPage = page(async () => (await import('./tokens-page.tsx')).TokensPage)

export const tokens = defineArea({
  to: paths.tokens,
  access: 'tokens.manage',
  title: () => w.tokens.title,
  navigation: { in: 'settings', group: 'programs' },
  keys: [],
  routes: [at('tokens', () => later(<TokensPage />))],
})
