import { paths } from '../../../paths.ts'
import { w } from './words/words.ts'
import { defineArea } from '../../area.ts'
import { at, later, page } from '../settings-route.tsx'

const AuditPage = page(async () => (await import('./audit-page.tsx')).AuditPage)

export const audit = defineArea({
  to: paths.audit,
  access: 'audit.read',
  title: () => w.audit.title,
  navigation: { in: 'settings', group: 'security' },
  keys: [],
  routes: [at('audit', () => later(<AuditPage />))],
})
