import { paths } from '../../../paths.ts'
import { w } from './words/words.ts'
import { defineArea } from '../../area.ts'
import { at, later, page } from '../settings-route.tsx'

const InboundPage = page(async () => (await import('./inbound-page.tsx')).InboundPage)

export const inbound = defineArea({
  to: paths.inbound,
  access: 'thread.read',
  title: () => w.inbound.title,
  navigation: { in: 'settings', group: 'channels' },
  keys: [],
  routes: [at('inbound', () => later(<InboundPage />))],
})
