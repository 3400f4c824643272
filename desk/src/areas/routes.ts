import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute } from '@tanstack/react-router'
import { NotFoundPage } from '../frame/page-failure.tsx'
import { requireSignIn } from '../data/me/require-sign-in.ts'
import { Shell } from '../frame/shell.tsx'

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  notFoundComponent: NotFoundPage,
})

/** Everything behind sign-in. */
export const deskRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'desk',
  beforeLoad: ({ context, location }) => requireSignIn(context.queryClient, location.href),
  component: Shell,
})
