import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { openTestFiles } from '../../../test/files.ts'
import { noMail } from '../../../test/staff.ts'
import { bootTestServer, type TestServer } from '../../../test/http.ts'
import { systemClock } from '../../lib/clock.ts'
import { silentLogger } from '../../lib/logger.ts'
import { createGuardedFetch } from '../../lib/guarded-fetch.ts'
import { createSecretBox } from '../../lib/secrets.ts'
import { claimSecretKey } from './installation.ts'
import { bootstrapStaff, createSignIn, staffRoutes } from './staff.ts'

const secrets = createSecretBox('k'.repeat(64))
const publicUrl = 'http://help.example.com'
const noAdmin = { admin: null, adminApiToken: null, publicUrl }
const admin = { email: 'maria@example.com', password: 'correct horse' }
const person = { name: 'Maria', email: 'maria@example.com', password: 'correct horse battery' }

let database: TestDatabase
let server: TestServer
let removeFiles: () => Promise<void>
beforeEach(async () => {
  database = await createTestDatabase()
  const store = await openTestFiles()
  removeFiles = store.remove
  const { files } = store
  const peopleChanged = () => {}
  const deps = { db: database.db, secrets, files, clock: systemClock, publicUrl, logger: silentLogger, peopleChanged }
  const signIn = createSignIn({ ...deps, openId: null, guardedFetch: createGuardedFetch({}) })
  server = await bootTestServer((app) => staffRoutes(app, { ...deps, signIn, mail: noMail, passwordsOff: false }), {
    authenticate: signIn.authenticate,
  })
})
afterEach(async () => {
  await server.close()
  await Promise.all([database.drop(), removeFiles()])
})

async function start(
  config: Partial<Parameters<typeof bootstrapStaff>[0]['config']> = {},
  { db = database.db, box = secrets, acceptNewKey = false } = {},
): ReturnType<typeof bootstrapStaff> {
  await claimSecretKey(db, box, { acceptNewKey })
  return bootstrapStaff({ db, secrets: box, clock: systemClock, config: { ...noAdmin, ...config } })
}

test('the first visitor with the printed link becomes the admin, and the link is dead', async () => {
  const { setupUrl } = await start()
  // A restart prints the same link: the one that was copied goes on working.
  expect((await start()).setupUrl).toBe(setupUrl)
  const token = new URL(setupUrl!).searchParams.get('token')!
  expect((await server.ask(null, 'GET', '/setup')).body).toEqual({ needed: true })

  const made = await server.ask(null, 'POST', '/setup', { token, ...person, companyName: 'Lamp & Co' })
  expect(made).toMatchObject({ status: 201, body: { name: 'Maria', role: 'admin', active: true } })
  expect((await server.ask(null, 'GET', '/setup')).body).toEqual({ needed: false })
  expect((await start()).setupUrl).toBeNull()
  const again = await server.ask(null, 'POST', '/setup', { token, ...person, email: 'mallory@example.com' })
  expect(again).toMatchObject({ status: 409, body: { code: 'setup_already_done' } })
})

test('nobody becomes the admin without the link, or with that of another installation', async () => {
  await start()
  await using other = await createTestDatabase()
  const elsewhere = await start({}, { db: other.db })
  const foreign = new URL(elsewhere.setupUrl!).searchParams.get('token')!
  for (const token of ['x', 'AAAAAAAAAAAAAAAAAAAA', foreign]) {
    const refused = await server.ask(null, 'POST', '/setup', { token, ...person })
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  }
  expect((await server.ask(null, 'GET', '/setup')).body).toEqual({ needed: true })
})

test('two visitors with the link at once make one admin', async () => {
  const token = new URL((await start()).setupUrl!).searchParams.get('token')!
  const answers = await Promise.all(
    ['a', 'b', 'c'].map((name) =>
      server.ask(null, 'POST', '/setup', { token, ...person, email: `${name}@example.com` }),
    ),
  )
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
})

test('an empty database gets the admin and the token that the settings name, once, however many nodes start', async () => {
  const config = { admin, adminApiToken: 'secret-value' }
  const started = await Promise.all([start(config), start(config), start(config)])
  expect(started).toEqual([{ setupUrl: null }, { setupUrl: null }, { setupUrl: null }])
  expect((await server.ask('secret-value', 'GET', '/staff')).body.items).toMatchObject([
    { email: 'maria@example.com', role: 'admin' },
  ])
  // Later settings change nothing: a person who can set them must not get in by a restart.
  await start({ admin: { ...admin, email: 'mallory@example.com' }, adminApiToken: 'other' })
  expect((await server.ask('other', 'GET', '/me')).status).toBe(401)
  expect((await server.ask('secret-value', 'GET', '/staff')).body.items).toHaveLength(1)
  expect((await server.ask('secret-value', 'GET', '/tokens')).body.items).toHaveLength(1)
})

test('a token alone leaves the set-up to the first visitor', async () => {
  const { setupUrl } = await start({ adminApiToken: 'secret-value' })
  expect(setupUrl).toContain('/setup?token=')
  expect((await server.ask('secret-value', 'GET', '/me')).body).toMatchObject({ kind: 'token', role: 'admin' })
})

test('a start with another secret key is refused, unless the key is said to be lost or still known', async () => {
  await start()
  const other = createSecretBox('o'.repeat(64))
  await expect(start({}, { box: other })).rejects.toThrow('SECRET_KEY')
  await start({}, { box: createSecretBox('o'.repeat(64), ['k'.repeat(64)]) })
  await start({}, { box: other })
  await expect(start()).rejects.toThrow('SECRET_KEY')
  await start({}, { acceptNewKey: true })
})
