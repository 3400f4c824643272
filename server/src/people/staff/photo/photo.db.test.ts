import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { StaffMember } from '@throughline/protocol/staff/members.ts'
import type { Photo } from '@throughline/protocol/staff/photo.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../../../test/app.ts'
import { colleague, type Colleague } from '../../../../test/colleague.ts'
import { newVisitor } from '../../../../test/visitor.ts'
import { png, pngPart } from './testing.ts'

const origin = 'http://desk.example'
let app: TestApp
let ana: Colleague
let ben: Colleague
beforeAll(async () => {
  app = await startTestApp({ env: { PUBLIC_URL: origin, RATE_LIMIT_VISITOR: '100000' } })
  ana = await colleague(app, origin, 'Ana')
  ben = await colleague(app, origin, 'Ben')
})
afterAll(() => app.stop())

function put(who: Colleague | null, bytes: Buffer): Promise<Response> {
  const signedIn = who && { cookie: who.cookie, origin, 'sec-fetch-site': 'same-origin' }
  return fetch(`${app.url}/api/v1/me/photo`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', ...(signedIn ?? { authorization: `Bearer ${app.token}` }) },
    body: new Uint8Array(bytes),
  })
}

async function remove(who: Colleague, path: string): Promise<number> {
  const headers = { cookie: who.cookie, origin, 'sec-fetch-site': 'same-origin' }
  return (await fetch(`${app.url}/api/v1${path}`, { method: 'DELETE', headers })).status
}
async function removeOwn(who: Colleague): Promise<void> {
  expect(await remove(who, '/me/photo')).toBe(204)
}

async function setPhoto(who: Colleague, bytes: Buffer): Promise<string> {
  const response = await put(who, bytes)
  expect(response.status).toBe(200)
  return ((await response.json()) as Photo).photoUrl!
}
const photoOf = async (id: string): Promise<string | null> =>
  (await app.api<{ items: StaffMember[] }>('GET', '/staff')).items.find((member) => member.id === id)!.photoUrl
const stored = async (): Promise<number> => {
  const { rows } = await app.database.pool.query(
    "select count(*)::int as n from staff_preferences where preferences -> 'photo' ->> 'version' is not null",
  )
  return rows[0].n
}

test('a photo is one’s own, is shown to everybody by its address, and is gone when it is removed', async () => {
  const url = await setPhoto(ana, png({ extra: [pngPart('eXIf', Buffer.from('at home'))] }))
  expect(await photoOf(ana.id)).toBe(url)
  expect(await photoOf(ben.id)).toBeNull()
  expect(await ana.call('GET', '/me')).toMatchObject({ photoUrl: url })
  expect(await ana.call('GET', '/me/preferences')).not.toHaveProperty('photo')
  const shown = await fetch(app.url + url)
  expect(Buffer.from(await shown.arrayBuffer()).equals(png())).toBe(true)
  expect(shown.headers.get('content-type')).toBe('image/png')
  expect(shown.headers.get('x-content-type-options')).toBe('nosniff')
  expect(shown.headers.get('content-security-policy')).toContain('sandbox')
  expect(shown.headers.get('cache-control')).toContain('immutable')

  await ana.call('PATCH', '/me/preferences', { density: 'compact' })
  const second = await setPhoto(ana, png({ height: 31 }))
  expect(second).not.toBe(url)
  expect((await fetch(app.url + url)).status).toBe(404)
  expect(await ana.call('GET', '/me/preferences')).toMatchObject({ density: 'compact' })

  await removeOwn(ana)
  expect((await fetch(app.url + second)).status).toBe(404)
  expect(await photoOf(ana.id)).toBeNull()
  expect(await stored()).toBe(0)
})

test('the same photo of two people stays while one of them shows it', async () => {
  const url = await setPhoto(ana, png())
  expect(await setPhoto(ben, png())).toBe(url)
  await removeOwn(ana)
  expect((await fetch(app.url + url)).status).toBe(200)
  await removeOwn(ben)
  expect((await fetch(app.url + url)).status).toBe(404)
})

test('no photo is taken of a token, without a sign-in, of what is none, or of what is too large', async () => {
  expect((await put(null, png())).status).toBe(403)
  const stranger = await fetch(`${app.url}/api/v1/me/photo`, { method: 'PUT', body: new Uint8Array(png()) })
  expect([401, 403]).toContain(stranger.status)
  expect((await put(ana, Buffer.from('<svg onload="alert(1)"/>'))).status).toBe(415)
  expect((await put(ana, png({ width: 2049 }))).status).toBe(413)
  expect((await put(ana, png({ width: 60_000, height: 60_000 }))).status).toBe(413)
  expect((await put(ana, png({ width: 0 }))).status).toBe(413)
  expect((await put(ana, Buffer.concat([png(), Buffer.alloc(1024 * 1024)]))).status).toBe(413)
  expect(await photoOf(ana.id)).toBeNull()
  for (const version of ['../secret.key', '0'.repeat(32), 'x']) {
    expect(
      (await fetch(`${app.url}/api/v1/staff-photos/${encodeURIComponent(version)}`)).status,
    ).toBeGreaterThanOrEqual(400)
  }
})

test('only who manages people removes the photo of another, which is in the audit log', async () => {
  const url = await setPhoto(ana, png())
  expect(await remove(ben, `/staff/${ana.id}/photo`)).toBe(403)
  expect((await fetch(app.url + url)).status).toBe(200)
  await app.api('DELETE', `/staff/${ana.id}/photo`)
  expect((await fetch(app.url + url)).status).toBe(404)
  expect((await app.request('DELETE', `/staff/${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}/photo`)).status).toBe(
    404,
  )
  const { items } = await app.api<{ items: { action: string }[] }>('GET', '/audit?limit=10')
  expect(items.map(({ action }) => action)).toContain('staff.photo_removed')
})

test('a visitor sees the photo beside the answer of its owner, unless the chat hides photos or names', async () => {
  const url = await setPhoto(ana, png())
  const shownBy = async (settings: object): Promise<string | undefined> => {
    const chat = await app.api<Channel>('POST', '/channels', { kind: 'webchat', name: 'Shop', settings })
    const visitor = newVisitor(app, chat.id)
    const said = await visitor.say('hello')
    const { customerId } = await app.api<Entry>('GET', `/entries/${said.id}`)
    await ana.call('POST', `/customers/${customerId}/entries`, { kind: 'message', text: 'Hello!' })
    await expect.poll(async () => (await visitor.messages()).items.length).toBe(2)
    const [own, answer] = (await visitor.messages()).items
    expect(own!.authorPhotoUrl).toBeUndefined()
    return answer!.authorPhotoUrl
  }
  expect(await shownBy({})).toBe(url)
  expect(await shownBy({ showsPhotos: false })).toBeUndefined()
  expect(await shownBy({ showsNames: false })).toBeUndefined()
})

test('the photo of who has left is shown to nobody, and is back when they are', async () => {
  const dora = await colleague(app, origin, 'Dora')
  const url = await setPhoto(dora, png({ height: 29 }))
  await app.api('PATCH', `/staff/${dora.id}`, { active: false })
  expect((await fetch(app.url + url)).status).toBe(404)
  expect(await photoOf(dora.id)).toBeNull()
  // Who shows the same one afterwards, and takes it down, leaves hers.
  expect(await setPhoto(ben, png({ height: 29 }))).toBe(url)
  await removeOwn(ben)
  await app.api('PATCH', `/staff/${dora.id}`, { active: true })
  expect((await fetch(app.url + url)).status).toBe(200)
})
