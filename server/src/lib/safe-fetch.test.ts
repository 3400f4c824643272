import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reachOf } from './network-address.ts'
import { resolveMailHost } from './safe-address.ts'
import { assertSafeUrl, safeFetch } from './safe-fetch.ts'

const seen: { url: string; headers: Record<string, unknown>; body: string }[] = []
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    seen.push({ url: request.url!, headers: request.headers, body: Buffer.concat(chunks).toString() })
    answers[request.url!]?.(request, response)
  })
})
let port: number
let local: string

const answers: Record<string, RequestListener> = {
  '/': (_, response) => response.end('hello'),
  '/large': (_, response) => response.end(Buffer.alloc(2 * 1024 * 1024)),
  '/silent': () => {},
  '/loop': (_, response) => response.writeHead(302, { location: '/loop' }).end(),
  '/once': (_, response) => response.writeHead(302, { location: '/' }).end(),
  '/inside': (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
  '/file': (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/other-host': (_, response) => response.writeHead(307, { location: `http://other.test:${port}/` }).end(),
}

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  port = typeof address === 'object' ? address!.port : 0
  local = `http://127.0.0.1:${port}`
})
afterAll(() => server.close())

const allowed = () => ({ allowPrivateHosts: [`127.0.0.1:${port}`] })
const refused = (code: string) => expect.objectContaining({ code })

test.each([
  ['8.8.8.8', 'public'],
  ['2606:4700::1111', 'public'],
  ['::ffff:8.8.8.8', 'public'],
  ['127.0.0.1', 'internal'],
  ['127.8.8.8', 'internal'],
  ['10.1.2.3', 'internal'],
  ['172.31.0.1', 'internal'],
  ['192.168.1.1', 'internal'],
  ['100.64.0.1', 'internal'],
  ['::1', 'internal'],
  ['fd12::1', 'internal'],
  ['::ffff:127.0.0.1', 'internal'],
  ['::ffff:7f00:1', 'internal'],
  ['169.254.169.254', 'never'],
  ['::ffff:169.254.169.254', 'never'],
  ['fd00:ec2::254', 'never'],
  ['100.100.100.200', 'never'],
  ['fe80::1', 'never'],
  ['0.0.0.0', 'never'],
  ['0.1.2.3', 'never'],
  ['::', 'never'],
  ['224.0.0.1', 'never'],
  ['255.255.255.255', 'never'],
  ['198.18.0.1', 'never'],
  ['64:ff9b::7f00:1', 'never'],
  ['64:ff9b:1::7f00:1', 'never'],
  ['2002:7f00:1::', 'never'],
  ['2001::1', 'never'],
  ['::127.0.0.1', 'internal'],
  ['::7f00:1', 'never'],
  ['fec0::1', 'never'],
  ['not an address', 'never'],
])('the reach of %s is %s', (address, reach) => {
  expect(reachOf(address)).toBe(reach)
})

test.each([
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f.0.0.1/',
  'http://0177.0.0.1/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://localhost/',
  'http://localhost./',
  'http://169.254.169.254/latest/meta-data/',
  'http://10.0.0.1/',
  'http://0/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'gopher://example.com/',
  'http://user:password@example.com/',
  'http://',
  'nonsense',
])('%s is never called', async (url) => {
  await expect(safeFetch(url)).rejects.toThrow(refused('unsafe_address'))
  await expect(assertSafeUrl(url)).rejects.toThrow(refused('unsafe_address'))
})

test('an internal address is called when it was named, with that port only', async () => {
  const response = await safeFetch(local, allowed())
  expect(response).toMatchObject({ status: 200, body: Buffer.from('hello'), url: `${local}/` })
  await expect(safeFetch('http://127.0.0.1:1/', allowed())).rejects.toThrow(refused('unsafe_address'))
  await expect(safeFetch('http://169.254.169.254/', { allowPrivateHosts: ['169.254.169.254'] })).rejects.toThrow(
    refused('unsafe_address'),
  )
})

test('a name with one internal address among public ones is refused', async () => {
  const rules = { resolve: async () => ['8.8.8.8', '10.0.0.1'] }
  await expect(safeFetch('http://mixed.test/', rules)).rejects.toThrow(refused('unsafe_address'))
})

test('a name is resolved once, so that it cannot answer differently when it is called', async () => {
  const answers = [['127.0.0.1'], ['8.8.8.8']]
  let asked = 0
  const response = await safeFetch(`http://rebind.test:${port}/`, {
    resolve: async () => answers[asked++] ?? [],
    allowPrivateHosts: ['rebind.test'],
  })
  expect(asked).toBe(1)
  expect(response.body.toString()).toBe('hello')
  expect(seen.at(-1)!.headers['host']).toBe(`rebind.test:${port}`)
})

test('every redirect is checked like the first address', async () => {
  expect((await safeFetch(`${local}/once`, allowed())).url).toBe(`${local}/`)
  await expect(safeFetch(`${local}/inside`, allowed())).rejects.toThrow(refused('unsafe_address'))
  await expect(safeFetch(`${local}/file`, allowed())).rejects.toThrow(refused('unsafe_address'))
  await expect(safeFetch(`${local}/loop`, allowed())).rejects.toThrow(refused('upstream_failed'))
})

test('a redirect to another host does not take credentials along', async () => {
  await safeFetch(`${local}/other-host`, {
    allowPrivateHosts: ['127.0.0.1', 'other.test'],
    resolve: async () => ['127.0.0.1'],
    headers: { Authorization: 'Bearer secret', cookie: 'a=b', 'x-kept': 'yes' },
  })
  expect(seen.at(-1)!.headers).toMatchObject({ 'x-kept': 'yes' })
  expect(seen.at(-1)!.headers).not.toHaveProperty('authorization')
  expect(seen.at(-1)!.headers).not.toHaveProperty('cookie')
})

test('what is sent is sent once: a redirect is the answer', async () => {
  const response = await safeFetch(`${local}/once`, { ...allowed(), method: 'POST', body: 'event' })
  expect(response.status).toBe(302)
  expect(seen.at(-1)).toMatchObject({ url: '/once', body: 'event' })
})

test('an answer that is too large or too slow is given up', async () => {
  await expect(safeFetch(`${local}/large`, allowed())).rejects.toThrow('more than 1048576 bytes')
  await expect(safeFetch(`${local}/silent`, { ...allowed(), timeoutMs: 50 })).rejects.toThrow('took too long')
})

test('a name that does not exist, and a port where nobody listens, are failures of the other side', async () => {
  const rules = { resolve: async () => Promise.reject(new Error('ENOTFOUND')) }
  await expect(safeFetch('http://nowhere.test/', rules)).rejects.toThrow(refused('upstream_failed'))
  await expect(safeFetch('http://127.0.0.1:1/', { allowPrivateHosts: ['127.0.0.1'] })).rejects.toThrow(
    refused('upstream_failed'),
  )
})

test('a mail server may be internal, but not where clouds keep credentials', async () => {
  expect(await resolveMailHost('127.0.0.1')).toEqual(['127.0.0.1'])
  expect(await resolveMailHost('mail.test', { resolve: async () => ['10.0.0.5'] })).toEqual(['10.0.0.5'])
  for (const address of ['169.254.169.254', 'fe80::1', '0.0.0.0', 'fd00:ec2::254']) {
    await expect(resolveMailHost('mail.test', { resolve: async () => [address] })).rejects.toThrow(
      refused('unsafe_address'),
    )
  }
})
