import { paths } from '../../../paths.ts'
import { w } from './words/words.ts'
import { defineArea } from '../../area.ts'
import { at, later, page } from '../settings-route.tsx'

const RolesPage = page(async () => (await import('./roles-page.tsx')).RolesPage)

export const roles = defineArea({
  to: paths.roles,
  access: 'staff.read',
  title: () => w.roles.title,
  navigation: { in: 'settings', group: 'people' },
  keys: [],
  routes: [at('roles', () => later(<RolesPage />))],
})
