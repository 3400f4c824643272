import type { EventContract } from './event.ts'

/** The roles that exist from the first day, each with all that those before it may do. */
export const builtInRoleNames = ['readonly', 'staff', 'lead', 'admin'] as const
export type BuiltInRole = (typeof builtInRoleNames)[number]

/** What one domain adds to the wire beside its contracts. */
export interface Domain {
  /** What may be allowed, and the lowest built-in role that may do it. */
  permissions?: Readonly<Record<string, BuiltInRole>>
  /** What happens, by type. */
  events?: Readonly<Record<string, EventContract>>
}

/** What a list of domains exports, by the name of the domain. A module's own order of names is not the same everywhere. */
export function byDomain<T>(list: Readonly<Record<string, T>>): [domain: string, declared: T][] {
  return Object.entries(list).toSorted(([one], [other]) => (one < other ? -1 : 1))
}

/** Joins what domains declare under names of their own; a name that two of them use is an error. */
export function joinByName<T>(
  what: string,
  groups: readonly (readonly [domain: string, Readonly<Record<string, T>>])[],
) {
  const owner = new Map<string, string>()
  const joined: Record<string, T> = {}
  for (const [domain, named] of groups) {
    for (const [name, value] of Object.entries(named)) {
      const other = owner.get(name)
      if (other !== undefined) throw new Error(`${what} ${name} is declared twice: in ${other} and in ${domain}.`)
      owner.set(name, domain)
      joined[name] = value
    }
  }
  return joined
}
