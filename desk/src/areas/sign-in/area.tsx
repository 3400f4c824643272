import { createRoute, useLocation } from '@tanstack/react-router'
import { paths } from '../../paths.ts'
import { w } from './words/words.ts'
import { defineArea } from '../area.ts'
import { rootRoute } from '../routes.ts'
import { textField } from '../text-field.ts'
import { InvitationPage } from './invitation-page.tsx'
import { SetupPage } from './setup-page.tsx'
import { SignInPage } from './sign-in-page.tsx'

const setup = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.setup,
  validateSearch: (search): { token?: string } => textField(search, 'token'),
  component: function Setup() {
    return <SetupPage token={setup.useSearch().token ?? null} />
  },
})

const invitation = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.invitation,
  component: function Invitation() {
    return <InvitationPage token={useLocation({ select: ({ hash }) => hash })} />
  },
})

const page = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.signIn,
  validateSearch: (search): { next?: string; openid?: string } => ({
    ...textField(search, 'next'),
    ...textField(search, 'openid'),
  }),
  component: function SignIn() {
    const { next = null, openid = null } = page.useSearch()
    return <SignInPage next={next} openid={openid} />
  },
})

export const signIn = defineArea({
  to: paths.signIn,
  access: 'public',
  title: () => w.signIn.title,
  navigation: null,
  keys: [],
  routes: [setup, invitation, page],
})
