import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { sendMail } from '../mail/send-mail.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const answers: Record<
  string,
  { status?: number; type: string; body: Buffer | string; headers?: Record<string, string> }
> = {
  '/a.png': { type: 'image/png', body: png },
  '/b.png': { type: 'image/png', body: png },
  '/pixel.png': { type: 'image/png', body: png },
  '/page.png': { type: 'image/png', body: '<html><script>alert(1)</script></html>' },
  '/vector.svg': { type: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>' },
  '/huge.png': { type: 'image/png', body: Buffer.concat([png, Buffer.alloc(11 * 1024 * 1024)]) },
  '/gone.png': { type: 'text/plain', body: 'no', status: 404 },
}

let other: Server
let base: string
let app: TestApp
const asked: IncomingMessage[] = []
beforeAll(async () => {
  other = createServer((request, response) => {
    asked.push(request)
    const path = request.url ?? ''
    // To where nobody outside may look.
    const elsewhere = { '/inside.png': 'http://169.254.169.254/latest', '/to-b.png': '/b.png' }[path]
    if (elsewhere !== undefined) {
      response.writeHead(302, { location: elsewhere }).end()
      return
    }
    const answer = answers[path.replace(/\?.*/, '')] ?? answers['/gone.png']!
    response.writeHead(answer.status ?? 200, { 'content-type': answer.type, 'set-cookie': 'seen=1' })
    response.end(answer.body)
  })
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  base = `http://127.0.0.1:${port}`
  app = await startTestApp({ env: { ALLOWED_PRIVATE_HOSTS: `127.0.0.1:${port}` } })
})
afterAll(async () => {
  await app.stop()
  other.close()
})
beforeEach(() => void asked.splice(0))

async function mailWith(from: string, html: string): Promise<string> {
  await sendMail(app.smtpPort, { from, subject: 'Pictures', text: 'See.', html })
  const { items } = await app.api<{ items: Customer[] }>('GET', `/customers?query=${encodeURIComponent(from)}`)
  const thread = await app.api<{ items: Entry[] }>('GET', `/customers/${items[0]!.id}/thread`)
  return thread.items.at(-1)!.id
}
interface Shown {
  html: string
  remote: { kind: string; url: string }[]
}
const shownWith = (id: string, query = '?pictures=shown') => app.api<Shown>('GET', `/entries/${id}/html${query}`)
const sourcesIn = ({ html }: Shown) => [...html.matchAll(/ src="\/api\/v1([^"]*)"/g)].map((match) => match[1]!)

test('nothing is fetched until somebody asks, and then without a word about who did', async () => {
  const id = await mailWith('pia@mail.test', `<p>See</p><img src="${base}/a.png?u=pia"><img src="${base}/to-b.png">`)
  const before = await shownWith(id, '')
  expect(sourcesIn(before)).toEqual([])
  expect(before.remote).toHaveLength(2)
  const shown = await shownWith(id)
  expect(shown.remote).toEqual([])
  expect(asked).toEqual([])

  const sources = sourcesIn(shown)
  expect(sources).toHaveLength(2)
  const response = await app.request('GET', sources[0]!, undefined, {
    cookie: 'secret=1',
    referer: 'https://desk.test/x',
  })
  expect(response.status).toBe(200)
  expect(Buffer.from(await response.arrayBuffer()).equals(png)).toBe(true)
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(response.headers.get('set-cookie')).toBeNull()
  expect(response.headers.get('content-security-policy')).toContain('sandbox')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('cache-control')).toContain('no-store')
  const { headers } = asked[0]!
  expect(headers.cookie).toBeUndefined()
  expect(headers.referer).toBeUndefined()
  expect(headers['x-forwarded-for']).toBeUndefined()
  expect(headers['user-agent']).toBe('Throughline')

  // The other side learns of one look.
  await Promise.all([1, 2, 3].map(() => app.request('GET', sources[0]!)))
  expect(asked).toHaveLength(1)
  expect((await app.request('GET', sources[1]!)).status).toBe(200)
})

test.each(['/page.png', '/vector.svg', '/huge.png', '/gone.png', '/inside.png'])('%s is not shown', async (path) => {
  const id = await mailWith(`x${path.length}-${path.slice(1, 4)}@mail.test`, `<img src="${base}${path}">`)
  const [source] = sourcesIn(await shownWith(id))
  const response = await app.request('GET', source!)
  expect(response.status).toBeGreaterThanOrEqual(400)
  expect(response.status).not.toBe(500)
  // It is not asked again and again, whoever looks.
  const times = asked.length
  await app.request('GET', source!)
  expect(asked).toHaveLength(times)
})

test('addresses inside our own network are refused', async () => {
  const urls = ['http://localhost/a.png', 'http://127.0.0.1:1/a.png', 'http://[::1]/a.png', 'http://10.0.0.1/a.png']
  const id = await mailWith('ssrf@mail.test', urls.map((url) => `<img src="${url}">`).join(''))
  const sources = sourcesIn(await shownWith(id))
  expect(sources).toHaveLength(urls.length)
  for (const source of sources) {
    const { status } = await app.request('GET', source)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).not.toBe(500)
  }
})

test('what only tells that the mail was opened stays out', async () => {
  const pixel = `${base}/pixel.png`
  const id = await mailWith(
    'pixel@mail.test',
    `<img src="${pixel}?1" width="1" height="1"><img src="${pixel}?2" style="width:1px"><img src="${pixel}?3" style="display:none"><img src="${pixel}?4" height=0><img src="${base}/a.png" width="100%">`,
  )
  const shown = await shownWith(id)
  expect(sourcesIn(shown)).toHaveLength(1)
  expect(shown.remote.map(({ url }) => url)).toEqual([1, 2, 3, 4].map((each) => `${pixel}?${each}`))
})

test('it is no way to call any other address, and a picture of one mail is not one of another', async () => {
  const id = await mailWith('one@mail.test', `<img src="${base}/a.png?one">`)
  const otherId = await mailWith('two@mail.test', `<p>No picture</p>`)
  const [source] = sourcesIn(await shownWith(id))
  for (const path of [
    source!.replace(id, otherId),
    source!.replace(/.{5}$/, 'AAAAA'),
    `/entries/${id}/pictures/${encodeURIComponent(`${base}/a.png`)}`,
    `/entries/${id}/pictures/x`,
  ]) {
    const { status } = await app.request('GET', path)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  }
  expect(asked).toEqual([])
  expect((await app.request('GET', source!, undefined, { authorization: 'Bearer nobody' })).status).toBe(401)
})
