import { paths } from '../../../paths.ts'
import { w } from './words/words.ts'
import { defineArea } from '../../area.ts'
import { at, later, page } from '../settings-route.tsx'

const OutboxPage = page(async () => (await import('./outbox-page.tsx')).OutboxPage)

export const outbox = defineArea({
  to: paths.outbox,
  access: 'channels.manage',
  title: () => w.outbox.title,
  navigation: { in: 'settings', group: 'channels' },
  keys: [],
  routes: [at('outbox', () => later(<OutboxPage />))],
})
