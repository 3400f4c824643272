import * as contracts from './contracts.ts'
import { byDomain, joinByName } from './domain.ts'
import type { RouteContract } from './route.ts'

const isContract = (value: unknown): value is RouteContract =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value

/** The contracts of each domain by name, schemas left out. */
const declared = byDomain<Record<string, unknown>>(contracts).map(
  ([domain, exported]) =>
    [
      domain,
      Object.fromEntries(
        Object.entries(exported).filter((pair): pair is [string, RouteContract] => isContract(pair[1])),
      ),
    ] as const,
)

/** Every contract, by name: what the OpenAPI document is made of and what the permission tests walk through. */
export const routes: Readonly<Record<string, RouteContract>> = joinByName('The contract', declared)

// Two contracts of one path would be served in turn, by whichever was registered first.
joinByName(
  'The path',
  Object.entries(routes).map(([name, { method, path }]) => [name, { [`${method} ${path}`]: true }] as const),
)
