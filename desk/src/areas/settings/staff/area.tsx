import { paths } from '../../../paths.ts'
import { w } from './words/words.ts'
import { defineArea } from '../../area.ts'
import { at, later, page } from '../settings-route.tsx'

const StaffPage = page(async () => (await import('./staff-page.tsx')).StaffPage)

export const staff = defineArea({
  to: paths.staff,
  access: 'staff.read',
  title: () => w.staff.title,
  navigation: { in: 'settings', group: 'people' },
  keys: [],
  routes: [at('staff', () => later(<StaffPage />))],
})
