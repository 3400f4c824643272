import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readConfig } from '../../src/lib/config.ts'
import { drainSeconds, read, readEnvFile, root, secrets, secretsFile } from './deploy-files.ts'

// The files by which it is deployed, held against what the product reads, answers and takes to stop. Containers are not
// started here: what matters of their schemas is written down below, and anything else in them is refused.

const seconds = (text: string): number => Number(/^(\d+)s$/.exec(text)![1])
const Condition = z.enum(['service_healthy', 'service_started', 'service_completed_successfully'])
const Service = z.strictObject({
  image: z.string(),
  restart: z.enum(['unless-stopped', 'no']),
  init: z.boolean().optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  shm_size: z.string().optional(),
  stop_grace_period: z.string().optional(),
  environment: z.record(z.string(), z.string()).optional(),
  entrypoint: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  ports: z.array(z.string().regex(/^([\w.]+:)?\d+:\d+(\/udp)?$/)).optional(),
  volumes: z.array(z.string()).optional(),
  configs: z.array(z.strictObject({ source: z.string(), target: z.string() })).optional(),
  healthcheck: z.strictObject({ test: z.array(z.string()), interval: z.string(), retries: z.number() }).optional(),
  depends_on: z.union([z.array(z.string()), z.record(z.string(), z.strictObject({ condition: Condition }))]).optional(),
})
const Compose = z.strictObject({
  name: z.string(),
  'x-node': z.unknown().optional(),
  services: z.record(z.string(), Service),
  configs: z.record(z.string(), z.strictObject({ content: z.string() })).optional(),
  volumes: z.record(z.string(), z.strictObject({})),
})

/** What Compose puts in place of `${NAME}`, `${NAME:-default}` and `${NAME:?sentence}`. */
function interpolate(text: string, env: Record<string, string>): string {
  return text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind?: string, rest?: string) => {
    const value = env[name] ?? (kind === '-' ? rest : undefined)
    if (value === undefined) throw new Error(`${name} is not set: ${rest ?? ''}`)
    return value
  })
}

function readCompose(path: string): z.infer<typeof Compose> {
  const env = { ...secrets, DOMAIN: 'support.example.com', PUBLIC_URL: 'https://support.example.com' }
  return Compose.parse(parse(interpolate(read(path), env), { merge: true }))
}

test('secrets are new, long and for their owner alone, and are never written over', () => {
  expect(Object.keys(secrets)).toEqual(
    expect.arrayContaining(['SECRET_KEY', 'POSTGRES_PASSWORD', 'METRICS_TOKEN', 'S3_SECRET_ACCESS_KEY']),
  )
  expect(new Set(Object.values(secrets)).size).toBe(5)
  expect(Object.values(secrets).every((secret) => /^[0-9a-f]{20,64}$/.test(secret))).toBe(true)
  expect(statSync(secretsFile).mode & 0o777).toBe(0o600)
  const again = spawnSync(join(root, 'deploy/new-secrets.sh'), [secretsFile], { encoding: 'utf8' })
  expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining('Nothing was changed') })
  expect(readEnvFile(readFileSync(secretsFile, 'utf8'))).toEqual(secrets)
})

test.each(['one-node', 'three-nodes'])('Compose, %s: every setting is read, and stopping has its time', (name) => {
  const { services, volumes, configs } = readCompose(`deploy/compose/${name}.yaml`)
  const nodes = Object.entries(services).filter(([service]) => service.startsWith('node'))
  expect(nodes).toHaveLength(name === 'one-node' ? 1 : 3)
  for (const [, node] of nodes) {
    expect(seconds(node.stop_grace_period!)).toBeGreaterThan(drainSeconds(node.environment!))
    expect(node).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] })
    expect(node.ports!.every((port) => /^127\.0\.0\.1:\d+:(2525|3000)$/.test(port))).toBe(true)
  }
  for (const service of Object.values(services)) {
    const named = (service.volumes ?? []).map((volume) => volume.split(':')[0]!).filter((part) => !part.startsWith('.'))
    const needed = Array.isArray(service.depends_on) ? service.depends_on : Object.keys(service.depends_on ?? {})
    for (const volume of named) expect(Object.keys(volumes)).toContain(volume)
    for (const other of needed) expect(Object.keys(services)).toContain(other)
    for (const { source } of service.configs ?? []) expect(JSON.parse(configs![source]!.content)).toBeTruthy()
  }
})

test('three nodes share database, key, file store and NATS, and have no room for secrets of the repository', () => {
  const { services } = readCompose('deploy/compose/three-nodes.yaml')
  const environments = ['node-1', 'node-2', 'node-3'].map((name) => services[name]!.environment!)
  expect(new Set(environments.map((env) => JSON.stringify(env))).size).toBe(1)
  const shared = readConfig(environments[0]!)
  expect(shared.databaseUrl).toContain('@postgres:5432/')
  expect(shared.natsUrl).toBe('nats://nats:4222')
  expect(shared.s3).toMatchObject({ bucket: 'throughline', forcePathStyle: true })
  expect(Number(/max_connections=(\d+)/.exec(services['postgres']!.command!.join(' '))![1])).toBeGreaterThan(3 * 26)
  expect(services['s3']!.command).toContain('-master.volumePreallocate=false')
  expect(read('deploy/compose/three-nodes.yaml')).not.toMatch(/(SECRET|PASSWORD|TOKEN)\w*: (?!\$)\S/)
  const caddy = read('deploy/proxy/Caddyfile')
  // The node that is gone has the least connections.
  expect(caddy).not.toContain('least_conn')
  for (const name of ['node-1', 'node-2', 'node-3']) expect(caddy).toContain(`${name}:3000`)
  expect(caddy).toContain('health_uri /readyz')
})

test('the image runs as a number that is not root, asks /readyz, and holds the settings of its ports', () => {
  const lines = read('deploy/Dockerfile')
  const final = lines.slice(lines.lastIndexOf('\nFROM '))
  const env = readEnvFile(/^ENV (.*)$/m.exec(final)![1]!.replaceAll(' ', '\n'))
  drainSeconds(env)
  expect(readConfig(env)).toMatchObject({ port: 3000, host: '0.0.0.0', smtp: { port: 2525 }, lab: null })
  expect(/^EXPOSE (.*)$/m.exec(final)![1]).toBe(`${env['PORT']} ${env['SMTP_PORT']}`)
  expect(/^USER (\d+):(\d+)$/m.exec(final)!.slice(1)).toEqual(['10001', '10001'])
  expect(final).toContain(`-m 700 ${env['DATA_DIR']}`)
  expect(final).toMatch(/HEALTHCHECK [^]*\/readyz/)
  expect(final).not.toMatch(/npm (ci|install)/)
  // Podman builds it as well: before version 5 it read no here-documents.
  expect(lines).not.toContain('<<')
  for (const [, path] of final.matchAll(/\/opt\/throughline\/(\S+)/g))
    expect(statSync(join(root, path!)).isFile()).toBe(true)
})

test('the systemd unit is hardened, and waits for as long as stopping takes', () => {
  const unit = Object.fromEntries(
    [...read('deploy/systemd/throughline.service').matchAll(/^(\w+)=(.*)$/gm)].map((m) => [m[1]!, m[2]!]),
  )
  const { SECRET_KEY, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = secrets
  const example = readEnvFile(read('deploy/systemd/throughline.env.example'))
  const passwordless = { ...example, SECRET_KEY: SECRET_KEY!, S3_ACCESS_KEY_ID: S3_ACCESS_KEY_ID! }
  const drain = drainSeconds({ ...passwordless, S3_SECRET_ACCESS_KEY: S3_SECRET_ACCESS_KEY! })
  expect(Number(unit['TimeoutStopSec'])).toBeGreaterThan(drain)
  expect(unit).toMatchObject({
    User: 'throughline',
    Restart: 'always',
    StartLimitIntervalSec: '0',
    KillMode: 'mixed',
    NoNewPrivileges: 'yes',
    CapabilityBoundingSet: '',
    ProtectSystem: 'strict',
    StateDirectory: 'throughline',
    Environment: 'NODE_ENV=production DATA_DIR=/var/lib/throughline MALLOC_ARENA_MAX=2',
  })
})

test('proxies pass on WebSockets, who the client is, and files of the size that is taken', () => {
  const nginx = read('deploy/proxy/nginx.conf')
  for (const text of [
    /Upgrade \$http_upgrade/,
    /X-Forwarded-For/,
    /X-Forwarded-Proto/,
    /Host \$host/,
    /listen 443 ssl/,
  ]) {
    expect(nginx).toMatch(text)
  }
  expect(Number(/client_max_body_size (\d+)m;/.exec(nginx)![1])).toBeGreaterThan(25)
  expect(read('deploy/proxy/nginx-smtp.conf')).not.toMatch(/proxy_protocol\s+on/)
  for (const name of ['nginx.conf', 'nginx-smtp.conf']) {
    const text = read(`deploy/proxy/${name}`).replace(/#.*$/gm, '')
    expect(text.split('{').length, name).toBe(text.split('}').length)
  }
})

test('the guides name files of deploy/ that are there', () => {
  const pages = ['many-nodes', 'three-machines', 'logs', 'sizing', 'installing', 'upgrading', 'backup-and-restore']
  const named = pages.flatMap((page) => [...read(`docs/operate/${page}.md`).matchAll(/\bdeploy\/[\w./-]*\w/g)])
  expect(named.length).toBeGreaterThan(5)
  // Made by the reader, and kept out of the repository.
  const own = 'deploy/compose/.env'
  expect(read('deploy/compose/.gitignore')).toContain('.env\n')
  for (const [path] of named.filter(([path]) => path !== own))
    expect(() => statSync(join(root, path)), path).not.toThrow()
})

test('the command line beside the unit runs as its user, with its settings and its folder', () => {
  const unit = read('deploy/systemd/throughline.service')
  const line = read('deploy/systemd/throughline').replaceAll('\\\n', '')
  const given = [...line.matchAll(/--property=(\S+)/g)].map((m) => m[1]!)
  const environment = [...line.matchAll(/--setenv=(\S+)/g)].map((m) => m[1]!)
  expect(given).toContain('StateDirectory=throughline')
  for (const property of given) expect(unit).toContain(`\n${property}\n`)
  expect(unit).toContain(`\nEnvironment=${environment.join(' ')}\n`)
  expect(line).toContain('/opt/throughline/bin/throughline "$@"')
  expect(statSync(join(root, 'deploy/systemd/throughline')).mode & 0o111).toBe(0o111)
})

test('of the destinations that Postfix is given only the first names the transport', () => {
  const table = /^support\.example\.com +(smtp:.*)$/m.exec(read('docs/operate/many-nodes.md'))![1]!
  expect(table).toMatch(/^smtp:\[[\d.]+\]:\d+(, \[[\d.]+\]:\d+){2}$/)
})
