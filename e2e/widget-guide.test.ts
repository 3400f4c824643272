import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatOn } from './chat.ts'
import { soon, useDesk } from './desk.ts'
import { idOf } from './seed.ts'
import { startSite, type Site } from './site.ts'

const guide = readFileSync(join(import.meta.dirname, '../docs/guides/embed-the-widget.md'), 'utf8')
const desk = useDesk()
const folder = mkdtempSync(join(tmpdir(), 'throughline-guide-'))
const secret = 'the-shared-secret-of-the-guide-32-bytes-or-more'
const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
let site: Site
let channelId: string
beforeAll(async () => {
  site = await startSite()
  const settings = { allowedOrigins: [site.origin], identity: { secret, publicKeys: publicKey } }
  channelId = idOf(await desk.server.api('POST', '/channels', { kind: 'webchat', name: 'Shop', settings })).id
})
afterAll(async () => {
  await site?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** An example of the guide by its name, with the reader's own installation put in. */
function example(name: string): string {
  const [, found] = new RegExp(`\`\`\`\\w+ ${name.replace('.', '\\.')}\\n([^]*?)\`\`\``).exec(guide) ?? []
  if (found === undefined) throw new Error(`The guide has no example “${name}”.`)
  return found.replaceAll('https://support.example.com', desk.server.url).replaceAll('CHANNEL_ID', channelId)
}

/** Runs the guide's module as a site's server would. */
function tokenBy(name: string, env: Record<string, string>): string {
  const file = join(folder, name)
  writeFileSync(file, example(name))
  const person = { id: `user-of-${name}`, name: 'Mara Lindqvist', email: 'mara@post.example', hasProvenEmail: true }
  const call = `import { chatToken } from ${JSON.stringify(file)}; process.stdout.write(chatToken(${JSON.stringify(person)}))`
  return execFileSync(process.execPath, ['--input-type=module', '-e', call], { env, encoding: 'utf8' })
}

test.each([
  ['chat-token-hs256.mjs', () => ({ CHAT_SECRET: secret })],
  [
    'chat-token-rs256.mjs',
    () => {
      writeFileSync(join(folder, 'chat.key'), privateKey)
      return { CHAT_KEY_FILE: join(folder, 'chat.key') }
    },
  ],
])('the snippet, the sign-in by %s and the sign-out of the guide work as written', async (name, env) => {
  const token = tokenBy(name, env())
  const url = site.put('/', {
    head: example('snippet'),
    body: `<h1>Shop</h1>${example('sign-in')}${example('sign-out')}
      <script>Throughline('on', 'identified', (sub) => (document.title = sub))</script>`,
  })
  const page = await desk.visit('about:blank')
  await page.route('**/chat-token', (route) => route.fulfill({ body: token, contentType: 'text/plain' }))
  await page.goto(url)
  await expect.poll(() => page.title(), soon).toBe(`user-of-${name}`)
  const chat = chatOn(page)
  await chat.open()
  await chat.write(`Signed in by ${name}`)
  await chat.frame.getByText('Delivered').waitFor()
  const { rows } = await desk.server.database.pool.query(
    `select identities.kind, identities.value, identities.assurance from entries
     join identities on identities.id = entries.identity_id where entries.text = $1`,
    [`Signed in by ${name}`],
  )
  expect(rows).toEqual([{ kind: 'account', value: `user-of-${name}`, assurance: 'host-authenticated' }])

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect.poll(() => page.evaluate('localStorage.length'), soon).toBe(0)
})

test('the example of the API opens, counts and speaks another language', async () => {
  const url = site.put('/api', { head: example('snippet'), body: `<h1>Shop</h1>${example('api')}` })
  const page = await desk.visit(url)
  await page.getByRole('button', { name: 'Ask us' }).click()
  const frame = page.frameLocator('throughline-chat iframe')
  await frame.getByRole('textbox', { name: 'Nachricht schreiben …' }).fill('Guten Tag')
  await frame.getByRole('button', { name: 'Senden' }).click()
  await frame.getByText('Zugestellt').waitFor()
  await frame.getByRole('button', { name: 'Chat schließen' }).click()
  const { rows } = await desk.server.database.pool.query(
    "select customer_id as id from entries where text = 'Guten Tag'",
  )
  const reply = { kind: 'message', text: 'Guten Tag zurück' }
  await desk.server.api('POST', `/customers/${idOf(rows[0]).id}/entries`, reply)
  await page.getByText('1 new').waitFor()
})

test('the policy of the guide is enough for the snippet', async () => {
  const policy = `default-src 'none'; img-src data:; script-src 'unsafe-inline' ${example('policy').replace(/^script-src /, '')}`
  const headers = {
    'content-security-policy': policy.replaceAll('\n', ' '),
    'cross-origin-embedder-policy': 'require-corp',
  }
  const page = await desk.visit(site.put('/policy', { head: example('snippet'), headers }))
  const chat = chatOn(page)
  await chat.open()
})

test('every call and event of the guide is one that there is', async () => {
  const page = await desk.visit(site.put('/calls', { head: example('snippet') }))
  await chatOn(page).launcher.waitFor()
  const [, api = ''] = guide.split('## The JavaScript API')
  const calls = [...api.split('| event |')[0]!.matchAll(/`(\w+)\(/g)].map(([, call]) => call)
  expect(await page.evaluate('Object.keys(Throughline)')).toEqual(
    expect.arrayContaining([...new Set(calls)].filter((call) => call !== 'Throughline')),
  )
})
