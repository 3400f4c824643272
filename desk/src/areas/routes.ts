import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute } from '@tanstack/react-router'
import { requireSignIn } from '../data/me/require-sign-in.ts'
import { paths } from '../paths.ts'

// What the routes of areas stand below. The frame gives them what they show.

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({})

/** Everything behind sign-in. */
export const deskRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'desk',
  beforeLoad: ({ context, location }) => requireSignIn(context.queryClient, location.href),
})

export const settingsRoute = createRoute({ getParentRoute: () => deskRoute, path: paths.settings })
