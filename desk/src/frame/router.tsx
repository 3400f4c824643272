import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { routesOf } from '../areas/area.ts'
import { inDesk, inSettings, outside } from '../areas/areas.ts'
import { deskRoute, rootRoute, settingsRoute } from '../areas/routes.ts'
import { LateSkeleton } from '../look/late-skeleton.tsx'
import { paths } from '../paths.ts'
import { NotFoundPage, PageFailure } from './page-failure.tsx'
import { SettingsIndex, SettingsPage } from './settings/settings-page.tsx'
import { Shell } from './shell.tsx'

rootRoute.update({ notFoundComponent: NotFoundPage })
deskRoute.update({ component: Shell })
settingsRoute.update({ component: SettingsPage })

const home = createRoute({
  getParentRoute: () => deskRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: paths.inbox })
  },
})
const settingsIndex = createRoute({ getParentRoute: () => settingsRoute, path: '/', component: SettingsIndex })

const routeTree = rootRoute.addChildren([
  ...routesOf(outside),
  deskRoute.addChildren([
    home,
    ...routesOf(inDesk),
    settingsRoute.addChildren([settingsIndex, ...routesOf(inSettings)]),
  ]),
])

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    // What the pointer rests on is fetched before the click.
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: LateSkeleton,
    defaultErrorComponent: PageFailure,
    scrollRestoration: false,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
