import type { AnyRoute } from '@tanstack/react-router'
import type { Permission } from '@throughline/protocol/permissions.ts'
import type { Counts } from '../data/issues/use-counts.ts'
import type { Icon } from '../look/icons.ts'

/**
 * One area of the desk: a folder with an `area.tsx` that declares it and its `words`, and a line in `areas.ts`. The rail,
 * the menu of the settings, the palette, the list of shortcuts and the router are made of these.
 */
export interface Area<Routes extends readonly AnyRoute[] = readonly AnyRoute[]> {
  /** Its address. */
  to: string
  /** Who is offered it; what may be done in it, the server decides. `public` needs no sign-in. */
  access: Permission | 'signed-in' | 'public'
  /** Its name, in the language in use. */
  title: () => string
  /** Where its link stands; null where others lead to it. */
  navigation: RailItem | SettingsItem | null
  /** Shortcuts that lead to it from everywhere. */
  keys: readonly AreaKey[]
  routes: Routes
}

export interface RailItem {
  in: 'rail'
  icon: Icon
  /** Whether something there waits for the member of staff who is signed in. */
  hasNews?: (counts: Counts | undefined) => boolean
}

export interface SettingsItem {
  in: 'settings'
  group: 'company' | 'channels' | 'people' | 'programs' | 'security'
}

export interface AreaKey {
  /** One key, or `g` and a letter. */
  keys: `g ${string}` | '/'
  /** What it does, in the list of shortcuts. */
  what: () => string
  /** Of the address, as in `{ queue: 'mine' }`. */
  search?: Readonly<Record<string, string>>
  /** The id of the field that gets the focus there. */
  focus?: string
}

/** What cannot be done is not offered. */
export function isOffered({ access }: Pick<Area, 'access'>, permissions: readonly Permission[]): boolean {
  return access === 'signed-in' || access === 'public' || permissions.includes(access)
}

/** Keeps the exact types of the routes, which make links to them checkable. */
export function defineArea<const Routes extends readonly AnyRoute[]>(area: Area<Routes>): Area<Routes> {
  return area
}

/** The routes of a list of areas, one after the other. */
export type RoutesOf<List> = List extends readonly [{ routes: infer Routes extends readonly AnyRoute[] }, ...infer Rest]
  ? [...Routes, ...RoutesOf<Rest>]
  : []

export function routesOf<const List extends readonly Area[]>(areas: List): RoutesOf<List> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- flatMap forgets which route stands where
  return areas.flatMap(({ routes }) => [...routes]) as RoutesOf<List>
}
