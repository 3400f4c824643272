import { createRoute } from '@tanstack/react-router'
import { paths } from '../../paths.ts'
import { w } from './words/words.ts'
import { defineArea } from '../area.ts'
import { deskRoute } from '../routes.ts'
import { AccountPage } from './account-page.tsx'

const page = createRoute({ getParentRoute: () => deskRoute, path: paths.account, component: AccountPage })

export const account = defineArea({
  to: paths.account,
  access: 'signed-in',
  title: () => w.account.title,
  // The rail leads here by the mark of who is signed in.
  navigation: null,
  keys: [{ keys: 'g y', what: () => w.account.shortcut }],
  routes: [page],
})
