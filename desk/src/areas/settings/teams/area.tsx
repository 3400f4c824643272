import { paths } from '../../../paths.ts'
import { w } from './words/words.ts'
import { defineArea } from '../../area.ts'
import { at, later, page } from '../settings-route.tsx'

const TeamsPage = page(async () => (await import('./teams-page.tsx')).TeamsPage)

export const teams = defineArea({
  to: paths.teams,
  access: 'staff.read',
  title: () => w.teams.title,
  navigation: { in: 'settings', group: 'people' },
  keys: [],
  routes: [at('teams', () => later(<TeamsPage />))],
})
