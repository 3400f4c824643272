import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { ChannelError, type ProviderRequest } from '../../../contract.ts'
import { verify } from './verify.ts'

// Twilio's own vectors: see the LICENCE beside them.

const corpus = join(import.meta.dirname, '../../../../../test/corpus/webhooks/twilio/vectors.json')
const Vectors = z.array(
  z.object({
    id: z.string(),
    url: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.array(z.string())])).nullable(),
    body: z.string().nullable(),
    key: z.string(),
    signature: z.string().nullable(),
    valid: z.boolean(),
  }),
)
const vectors = Vectors.parse(JSON.parse(readFileSync(corpus, 'utf8')))

test('all of the vectors are here', () => {
  expect(vectors).toHaveLength(20)
  expect(vectors.filter(({ valid }) => valid)).toHaveLength(15)
})

test.each(vectors)('$id is decided as Twilio decides it', ({ url, params, body, key, signature, valid }) => {
  const form = new URLSearchParams(
    Object.entries(params ?? {}).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
  )
  const request = requestOf(body ?? form.toString(), {
    url,
    'content-type': body === null ? 'application/x-www-form-urlencoded' : 'application/json',
    ...(signature === null ? {} : { 'x-twilio-signature': signature }),
  })
  expect(isTaken(request, key)).toBe(valid)
})

const [right] = vectors
const signed = {
  url: right!.url,
  'content-type': 'application/x-www-form-urlencoded',
  'x-twilio-signature': right!.signature!,
}
const body = new URLSearchParams(
  Object.entries(right!.params!).map(([name, value]): [string, string] => [name, String(value)]),
).toString()

test.each([
  ['another key', body, {}, 'guessed'],
  ['one field more', `${body}&Body=Hello`, {}, right!.key],
  ['one field less', body.split('&').slice(1).join('&'), {}, right!.key],
  ['another address', body, { url: 'https://other.example/myapp.php?foo=1&bar=2' }, right!.key],
  ['http for https', body, { url: right!.url.replace('https', 'http') }, right!.key],
  ['no address', body, { url: '' }, right!.key],
  ['an empty signature', body, { 'x-twilio-signature': '' }, right!.key],
  ['JSON that nothing stands for', JSON.stringify(right!.params), { 'content-type': 'application/json' }, right!.key],
])('%s is refused', (_what, given, headers, key) => {
  expect(isTaken(requestOf(body, signed), right!.key)).toBe(true)
  expect(isTaken(requestOf(given, { ...signed, ...headers }), key)).toBe(false)
})

test('a body that was changed is refused where only its digest is signed', () => {
  const { url, key, signature, body: said } = vectors.find(({ id }) => id === 'body_ok')!
  const headers = { url, 'content-type': 'application/json', 'x-twilio-signature': signature! }
  expect(isTaken(requestOf(said!, headers), key)).toBe(true)
  expect(isTaken(requestOf(`${said} `, headers), key)).toBe(false)
})

function requestOf(text: string, { url, ...headers }: { url: string } & Record<string, string>): ProviderRequest {
  return { body: Buffer.from(text), url, headers, method: 'POST' }
}

function isTaken(request: ProviderRequest, key: string): boolean {
  try {
    verify(request, key)
    return true
  } catch (error) {
    expect(error).toBeInstanceOf(ChannelError)
    expect(error).toMatchObject({ kind: 'invalid_signature' })
    return false
  }
}
