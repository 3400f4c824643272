import { permissionsByRole } from '@throughline/protocol/permissions.ts'
import type { RouteContract } from '@throughline/protocol/route.ts'
import { describe, expect, test } from 'vitest'
import { newId } from '../src/lib/ids.ts'
import type { TestServer } from './http.ts'

/** Who asks: values of `Authorization: Bearer …` that the server under test knows. */
export interface Walker {
  readonly ask: TestServer['ask']
  readonly admin: string
  readonly readonly: string
}

/**
 * Declares, for every contract, that it is served, closed to strangers, closed to a role without its permission, and
 * closed to input that it does not describe. One line for a folder's contracts, and one for all of `routes`:
 *
 *     walkRoutes(contracts, () => ({ ...server, admin: 'admin', readonly: 'readonly' }))
 */
export function walkRoutes(contracts: Readonly<Record<string, unknown>>, walker: () => Walker): void {
  const routes = Object.entries(contracts).filter((entry): entry is [string, RouteContract] => isContract(entry[1]))
  if (routes.length === 0) throw new Error('There is no contract to walk through.')

  describe.each(routes)('%s', (_name, contract) => {
    const { method, access } = contract
    const path = contract.path.replace(/:\w+/g, () => newId())
    const body = method === 'GET' || method === 'DELETE' ? undefined : {}

    if (access === 'public') {
      test('is open to everybody', async () => {
        expect([401, 403, 404, 405, 500]).not.toContain((await walker().ask(null, method, path, body)).status)
      })
    } else {
      test('is closed to strangers', async () => {
        const { ask } = walker()
        expect(await ask(null, method, path, body)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
        expect(await ask('wrong-token', method, path, body)).toMatchObject({ status: 401 })
      })
    }

    if (access !== 'public' && access !== 'signed-in' && !isReadonly(access)) {
      test(`is closed to a role without ${access}`, async () => {
        const { ask, readonly } = walker()
        const answer = await ask(readonly, method, path, body)
        expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } })
        expect(answer.body.detail).toContain(access)
      })
    }

    for (const [what, asked] of invalidVariants(contract, path)) {
      test(`refuses ${what}`, async () => {
        const { ask, admin } = walker()
        const answer = await ask(access === 'public' ? null : admin, method, asked.path, asked.body)
        expect(answer.headers.get('content-type')).toContain('application/problem+json')
        expect(answer).toMatchObject({ status: 400, body: { code: expect.stringMatching(/^invalid_/) } })
      })
    }
  })
}

interface Asked {
  path: string
  body?: unknown
}

/** What the contract itself says is not valid, found by trying. */
function invalidVariants(
  { params, query, body, path: pattern, method }: RouteContract,
  path: string,
): [string, Asked][] {
  const variants: [string, Asked][] = []
  const noBody = method === 'GET' || method === 'DELETE' ? {} : { body: {} }
  if (params && !params.safeParse({ id: 'not-an-id' }).success) {
    variants.push(['an id that is none', { path: pattern.replace(/:\w+/g, 'not-an-id'), ...noBody }])
  }
  if (query && !query.safeParse({ limit: '0' }).success) {
    variants.push(['a query out of range', { path: `${path}?limit=0`, ...noBody }])
  }
  if (body) {
    variants.push(['a field that it does not know', { path, body: { noSuchField: true } }])
    variants.push(['a body that is not JSON', { path, body: '{"broken' }])
    variants.push(['a body that is no object', { path, body: '[1, 2]' }])
  }
  return variants
}

const isReadonly = (access: string): boolean => permissionsByRole.readonly.some((permission) => permission === access)

function isContract(value: unknown): value is RouteContract {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value
}
