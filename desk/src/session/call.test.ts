import { getCustomer, listCustomers } from '@throughline/protocol/customers/customers.ts'
import { deleteToken } from '@throughline/protocol/staff/tokens.ts'
import { afterEach, expect, test, vi } from 'vitest'
import { call, urlOf } from './call.ts'
import { isProblem, UnreachableError } from './problem-error.ts'

afterEach(() => vi.unstubAllGlobals())

function answering(answer: () => Promise<Response>) {
  const fetch = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(answer)
  vi.stubGlobal('fetch', fetch)
  return fetch
}
const id = '00000000-0000-7000-8000-000000000001'

test('paths and queries are filled in and escaped', () => {
  expect(urlOf('/customers/:id', { params: { id: 'a/b?c' } })).toBe('/api/v1/customers/a%2Fb%3Fc')
  expect(urlOf('/customers', { query: { query: 'Åsa & co', cursor: undefined, limit: 20 } })).toBe(
    '/api/v1/customers?query=%C3%85sa+%26+co&limit=20',
  )
})

test('a refusal is thrown with the sentence of the server', async () => {
  const problem = { type: 'x', title: 'Not found', status: 404, code: 'not_found', detail: 'No such customer.' }
  answering(async () => Response.json(problem, { status: 404 }))
  const error: unknown = await call(getCustomer, { params: { id } }).catch((thrown: unknown) => thrown)
  expect(isProblem(error, 'not_found')).toBe(true)
  expect(error).toMatchObject({ message: 'No such customer.' })
})

test('a server that does not answer, and a proxy that answers for it, are the same', async () => {
  answering(() => Promise.reject(new TypeError('Failed to fetch')))
  await expect(call(listCustomers, {})).rejects.toBeInstanceOf(UnreachableError)
  answering(async () => new Response('<h1>502 Bad Gateway</h1>', { status: 502 }))
  await expect(call(listCustomers, {})).rejects.toBeInstanceOf(UnreachableError)
})

test('an answer without a body is nothing', async () => {
  const fetch = answering(async () => new Response(null, { status: 204 }))
  await expect(call(deleteToken, { params: { id } })).resolves.toBeUndefined()
  expect(fetch.mock.calls[0]?.[1]).toMatchObject({ method: 'DELETE', body: undefined })
})

test('an answer that breaks the contract is an error, not a surprise later', async () => {
  answering(async () => Response.json({ items: 'none' }))
  await expect(call(listCustomers, {})).rejects.toThrow()
})
