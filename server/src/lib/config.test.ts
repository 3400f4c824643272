import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { UsageError } from './command-line.ts'
import { readConfig } from './config.ts'
import { describeConfig } from './describe-config.ts'
import { SettingError } from './errors.ts'
import { settingNames } from './setting-names.ts'

test('with nothing set, everything has a default', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:3000',
    databaseUrl: null,
    smtp: { port: 2525, host: '127.0.0.1' },
    smtpUrl: null,
    admin: null,
    trustProxy: false,
    services: new Set(['web', 'worker', 'media']),
  })
})

test('an empty variable is an unset one', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: ' ', SERVICES: '', SECRET_KEY: '' })).toEqual(readConfig({}))
})

test('inbound mail listens where the rest listens unless it is told otherwise, and 0 switches it off', () => {
  expect(readConfig({ HOST: '0.0.0.0' }).smtp).toEqual({ port: 2525, host: '0.0.0.0' })
  expect(readConfig({ HOST: '0.0.0.0', SMTP_HOST: '10.0.0.5' }).smtp).toEqual({ port: 2525, host: '10.0.0.5' })
  expect(readConfig({ SMTP_PORT: '0' }).smtp).toBeNull()
})

test('the channel lab is on by itself on a machine of one’s own only', () => {
  expect(readConfig({}).lab).toEqual({ smtpPort: 2526 })
  for (const env of [
    { HOST: '0.0.0.0' },
    { PUBLIC_URL: 'https://help.example.com' },
    { DATABASE_URL: 'postgresql://db/throughline' },
    { SMTP_URL: 'smtp://mail.example.com' },
    { SMTP_PORT: '0' },
    { NODE_ENV: 'production' },
    { LAB: 'off' },
  ]) {
    expect(readConfig(env).lab).toBeNull()
  }
  expect(readConfig({ HOST: '0.0.0.0', LAB: 'on', LAB_SMTP_PORT: '2600' }).lab).toEqual({ smtpPort: 2600 })
  expect(refusalOf(() => readConfig({ LAB: 'on', SMTP_PORT: '0' }))?.setting).toBe('LAB')
  expect(refusalOf(() => readConfig({ LAB: 'maybe' }))?.setting).toBe('LAB')
})

test('the command line chooses services before the environment does', () => {
  const config = readConfig({ SERVICES: 'web' }, ['--services=worker, media'])
  expect([...config.services]).toEqual(['worker', 'media'])
})

test('a database behind a socket is a good address', () => {
  const url = 'postgresql://throughline@/support?host=%2Fvar%2Frun%2Fpostgresql'
  expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url)
})

test('proxies are trusted only when they are named, or their number is given', () => {
  expect(readConfig({ TRUST_PROXY: 'true' }).trustProxy).toBe(1)
  expect(readConfig({ TRUST_PROXY: '2' }).trustProxy).toBe(2)
  expect(readConfig({ TRUST_PROXY: '10.0.0.0/8, ::1' }).trustProxy).toEqual(['10.0.0.0/8', '::1'])
})

const wrong: [setting: string, env: NodeJS.ProcessEnv, argv?: string[]][] = [
  ['PORT', { PORT: 'abc' }],
  ['PORT', { PORT: '70000' }],
  ['PORT', { PORT: '-1' }],
  ['SMTP_PORT', { SMTP_PORT: '2525.5' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'help.example.com' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'https://example.com/help' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'ftp://example.com' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost' }],
  ['NATS_URL', { NATS_URL: 'localhost' }],
  ['SMTP_URL', { SMTP_URL: 'http://localhost' }],
  ['SECRET_KEY', { SECRET_KEY: 'short' }],
  ['DATABASE_DIRECT_URL', { DATABASE_DIRECT_URL: 'postgresql://db.example.com/desk' }],
  ['DATABASE_DIRECT_URL', { DATABASE_URL: 'postgresql://pooler/desk', DATABASE_DIRECT_URL: 'db.example.com' }],
  ['DATABASE_PASSWORD_FILE', { DATABASE_PASSWORD_FILE: '/run/secrets/database' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ['SERVICES', { SERVICES: 'web,cook' }],
  ['--services', {}, ['--services=cook']],
  ['ADMIN_EMAIL', { ADMIN_PASSWORD: 'correct horse' }],
  ['ADMIN_EMAIL', { ADMIN_EMAIL: 'maria', ADMIN_PASSWORD: 'correct horse' }],
  ['ADMIN_PASSWORD', { ADMIN_EMAIL: 'maria@example.com' }],
  ['ADMIN_PASSWORD', { ADMIN_EMAIL: 'maria@example.com', ADMIN_PASSWORD: 'short' }],
  ['ADMIN_PASSWORD', { ADMIN_EMAIL: 'maria@example.com', ADMIN_PASSWORD: 'x'.repeat(11) }],
  ['ADMIN_PASSWORD', { ADMIN_EMAIL: 'maria@example.com', ADMIN_PASSWORD: 'x'.repeat(201) }],
  ['ADMIN_API_TOKEN', { ADMIN_API_TOKEN: 'two words' }],
  ['S3_BUCKET', { S3_ENDPOINT: 'http://127.0.0.1:9000' }],
  ['S3_SECRET_ACCESS_KEY', { S3_BUCKET: 'files', S3_ACCESS_KEY_ID: 'key' }],
  ['S3_FORCE_PATH_STYLE', { S3_BUCKET: 'files', S3_FORCE_PATH_STYLE: 'perhaps' }],
  ['TRUST_PROXY', { TRUST_PROXY: 'yes' }],
  ['TRUST_PROXY', { TRUST_PROXY: '10.0.0.0/40' }],
  ['RATE_LIMIT', { RATE_LIMIT: '0' }],
]

test.each(wrong)('a wrong %s stops the start with a sentence that names it', (setting, env, argv) => {
  const error = refusalOf(() => readConfig(env, argv))
  expect(error?.setting).toBe(setting)
  if (!setting.startsWith('--')) expect(error?.message).toContain(setting)
})

test('an option that does not exist, and a word too many, are no settings but mistakes in the command line', () => {
  expect(() => readConfig({}, ['--sevices=web'])).toThrow(UsageError)
  expect(() => readConfig({}, ['web'])).toThrow('“web” is one word too many.')
})

test('the description for logs holds no secret', () => {
  const secrets = {
    SECRET_KEY: 'k'.repeat(40),
    SECRET_KEY_PREVIOUS: 'p'.repeat(40),
    ADMIN_EMAIL: 'maria@example.com',
    ADMIN_PASSWORD: 'correct horse',
    ADMIN_API_TOKEN: 'token-value',
    DATABASE_URL: 'postgresql://app:database-pass@db/app',
    SMTP_URL: 'smtp://app:mail-pass@mail.example.com',
    NATS_URL: 'nats://app:hint-pass@nats.example.com',
    S3_BUCKET: 'files',
    S3_ACCESS_KEY_ID: 'access-key',
    S3_SECRET_ACCESS_KEY: 'storage-pass',
    OIDC_ISSUER: 'https://id.example.com',
    OIDC_CLIENT_ID: 'desk',
    OIDC_CLIENT_SECRET: 'client-pass',
  }
  const text = JSON.stringify(describeConfig(readConfig(secrets)))
  for (const secret of ['kkkk', 'pppp', 'correct horse', 'token-value', '-pass']) expect(text).not.toContain(secret)
  expect(text).toContain('mail.example.com')
})

function refusalOf(read: () => unknown): SettingError | undefined {
  try {
    read()
  } catch (error) {
    if (error instanceof SettingError) return error
    throw error
  }
  return undefined
}

test('hosts that may be internal are names and addresses, each with a port or without', () => {
  const hosts = ['crm.internal', 'crm.internal:8080', '10.0.0.5', 'fd00::5', '[fd00::5]:8080']
  expect(readConfig({ ALLOWED_PRIVATE_HOSTS: hosts.join(', ') }).allowedPrivateHosts).toEqual(hosts)
})

test.each([
  ['http://crm.internal:8080', 'crm.internal:8080'],
  ['https://user:pass-word@crm.internal/hook', 'crm.internal'],
  ['crm.internal/hook', '10.0.0.5:8080'],
  ['*.internal', '10.0.0.5:8080'],
  ['10.0.0.0/8', '10.0.0.5:8080'],
])('%s is refused as a host that may be internal, with how to write it', (value, advice) => {
  const refusal = refusalOf(() => readConfig({ ALLOWED_PRIVATE_HOSTS: `10.0.0.1, ${value}` }))
  expect(refusal?.setting).toBe('ALLOWED_PRIVATE_HOSTS')
  expect(refusal?.message).toContain(`${advice}.`)
  expect(refusal?.message).not.toContain('pass-word')
})

test('the page about settings names every setting that is read, and no other', () => {
  const root = join(import.meta.dirname, '../../..')
  const sources = globSync('*.ts', { cwd: import.meta.dirname }).filter((name) => !name.endsWith('.test.ts'))
  const source = sources.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8')).join('\n')
  const page = readFileSync(join(root, 'docs/operate/settings.md'), 'utf8')
  const table = page.split('\n').filter((line) => line.startsWith('| `'))
  const read = [...source.matchAll(/(?:read\.\w+\(|env\[)'([A-Z][A-Z0-9_]+)'/g)].map((match) => match[1]!)
  const told = table.flatMap((line) => [...line.split('|')[1]!.matchAll(/`([A-Z0-9_]+)`/g)].map((match) => match[1]!))
  expect(read.length).toBeGreaterThan(25)
  expect(told.toSorted()).toEqual([...new Set(read)].toSorted())
  expect([...settingNames].toSorted()).toEqual(told.toSorted())
})
