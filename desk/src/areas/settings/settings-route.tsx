import { createRoute } from '@tanstack/react-router'
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react'
import { LateSkeleton } from '../../look/late-skeleton.tsx'
import { settingsRoute } from '../routes.ts'

/** A page below /settings. */
export function at<Path extends string>(path: Path, component: () => ReactNode) {
  return createRoute({ getParentRoute: () => settingsRoute, path, component })
}

/** Most days nobody opens settings: each page comes when it is asked for. */
export function page<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await load() }))
}

export function later(element: ReactNode): ReactNode {
  return <Suspense fallback={<LateSkeleton />}>{element}</Suspense>
}
