import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { settingsOfTests, startProduct, type ProductProcess, type User } from './product-process.ts'

// What other users of the machine can do, tried by processes that run as them. Only root can start those.
const isRoot = process.getuid?.() === 0
const serverDir = join(import.meta.dirname, '../../..')

// A start builds what browsers get, when that is not there yet.
const patienceMs = 180_000

const nobody: User = { uid: 65_534, gid: 65_534 }
const stranger: User = { uid: 23_456, gid: 23_456 }
/** Without an entry in /etc/passwd, as in many containers. */
const operator: User = { uid: 12_345, gid: 12_345 }

const Loot = z.object({
  read: z.array(z.string()),
  changed: z.array(z.string()),
  made: z.array(z.string()),
  connected: z.array(z.string()),
})
type Loot = z.infer<typeof Loot>
const nothing: Loot = { read: [], changed: [], made: [], connected: [] }

async function tryAs(user: User, paths: string[], socketFolders: string[]): Promise<Loot> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'other-user.ts')], {
    ...user,
    cwd: '/',
    env: { PATH: process.env['PATH'] },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify({ paths, socketFolders }))
  return Loot.parse(JSON.parse(await text(child.stdout)))
}

function everythingBelow(folder: string): string[] {
  const below = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
  return [folder, ...below].filter((path) => existsSync(path))
}

const parents: string[] = []
afterAll(() => {
  for (const parent of parents) rmSync(parent, { recursive: true, force: true })
})

/** A folder that everybody may enter, as /srv is, with a data folder and one for backups in it. */
function makePlace(): { dataDir: string; backups: string } {
  const parent = mkdtempSync(join(tmpdir(), 'throughline-others-'))
  parents.push(parent)
  chmodSync(parent, 0o755)
  const [dataDir, backups] = [join(parent, 'data'), join(parent, 'backups')]
  for (const folder of [dataDir, backups]) mkdirSync(folder)
  return { dataDir, backups }
}

function backUp(dataDir: string, file: string, user?: User): void {
  const env = { PATH: process.env['PATH'], DATA_DIR: dataDir }
  execFileSync(process.execPath, [join(serverDir, 'src/cli/cli.ts'), 'backup', file], { ...user, env, cwd: '/' })
}

async function keepFile({ url }: ProductProcess): Promise<void> {
  const response = await fetch(`${url}/api/v1/attachments?name=notes.txt`, {
    method: 'POST',
    headers: { authorization: `Bearer ${settingsOfTests.ADMIN_API_TOKEN}`, 'content-type': 'application/octet-stream' },
    body: 'what a customer sent',
  })
  expect(response.status).toBe(201)
}

const modeOf = (path: string): number => statSync(path).mode & 0o777

describe.runIf(isRoot)('started by root, in a data folder that was open to everybody', () => {
  let product: ProductProcess
  let paths: string[]
  let cluster: string
  let dataDir: string
  beforeAll(async () => {
    const place = makePlace()
    dataDir = place.dataDir
    mkdirSync(join(dataDir, 'files'))
    for (const folder of [dataDir, join(dataDir, 'files'), place.backups]) chmodSync(folder, 0o777)
    product = await startProduct(dataDir)
    await keepFile(product)
    chmodSync(place.backups, 0o755)
    const backup = join(place.backups, 'backup.tar.gz')
    backUp(dataDir, backup)
    cluster = join(dataDir, 'postgres/cluster')
    const processes = [product.pid, product.databasePid].flatMap((pid) => [`/proc/${pid}/environ`, `/proc/${pid}/mem`])
    paths = [...everythingBelow(dataDir), backup, ...processes]
  }, patienceMs)
  afterAll(() => product?.stop())

  test.each([
    ['nobody', nobody],
    ['a user whose number has no name', stranger],
  ])('%s can read, change and reach nothing: data, files, key, backups, socket, environment', async (_name, user) => {
    expect(paths.some((path) => path.includes('/files/'))).toBe(true)
    const roundabout = [`/proc/${product.databasePid}/cwd`, `/proc/${product.databasePid}/cwd/base`]
    expect(await tryAs(user, [...paths, ...roundabout], [cluster, roundabout[0]!])).toEqual(nothing)
  })

  test('PostgreSQL runs as a user that nothing else on the machine is', () => {
    const { uid, gid } = statSync(`/proc/${product.databasePid}`)
    expect([uid, gid]).not.toContain(0)
    const names = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => Number(line.split(':')[2]))
    expect(names).not.toContain(uid)
    expect(statSync(cluster).uid).toBe(uid)
  })

  test('a stolen PostgreSQL process gets at its own cluster, and at neither the key, the files nor the environment', async () => {
    const { uid, gid } = statSync(cluster)
    const itsFolder = `/proc/${product.databasePid}/cwd`
    const roundabout = ['..', '../lock', '../password', '../../secret.key', '../../files'].map(
      (path) => `${itsFolder}/${path}`,
    )
    const loot = await tryAs({ uid, gid }, [...paths, `${itsFolder}/`, ...roundabout], [itsFolder, cluster])
    expect(loot.read.filter((path) => !path.startsWith(`/proc/${product.databasePid}/`))).toEqual([])
    expect(loot.read.filter((path) => roundabout.includes(path))).toEqual([])
    expect(loot.changed.filter((path) => path.startsWith(dataDir))).toEqual([])
    expect(loot.connected).toEqual([])
  })

  test('secrets are neither in the environment of PostgreSQL nor on a command line, which everybody sees', () => {
    const shown = [`${product.databasePid}/environ`, `${product.databasePid}/cmdline`, `${product.pid}/cmdline`]
      .map((name) => readFileSync(`/proc/${name}`, 'latin1'))
      .join()
    const password = existsSync(join(dataDir, 'postgres/password'))
      ? [readFileSync(join(dataDir, 'postgres/password'), 'utf8').trim()]
      : []
    const secrets = [settingsOfTests.ADMIN_PASSWORD, settingsOfTests.ADMIN_API_TOKEN, ...password]
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([])
  })
})

describe('started by an ordinary user', () => {
  const user = isRoot ? operator : undefined
  let product: ProductProcess
  let place: { dataDir: string; backups: string }
  beforeAll(async () => {
    place = makePlace()
    for (const folder of Object.values(place)) if (user) chownSync(folder, user.uid, user.gid)
    product = await startProduct(place.dataDir, user)
    await keepFile(product)
    backUp(place.dataDir, join(place.backups, 'backup.tar.gz'), user)
  }, patienceMs)
  afterAll(() => product?.stop())

  test('the product runs as that user, with or without a name, and closes what it keeps', () => {
    const { dataDir, backups } = place
    const uid = user?.uid ?? process.getuid?.()
    expect(statSync(join(dataDir, 'postgres/cluster/.s.PGSQL.5432')).uid).toBe(uid)
    const made = everythingBelow(dataDir).filter((path) => !path.includes('/programs/'))
    for (const path of made) expect(statSync(path).uid).toBe(uid)
    const folders = [dataDir, join(dataDir, 'files'), join(dataDir, 'postgres'), join(dataDir, 'postgres/cluster')]
    expect(folders.map(modeOf)).toEqual(folders.map(() => 0o700))
    const files = [join(dataDir, 'secret.key'), join(dataDir, 'postgres/password'), join(backups, 'backup.tar.gz')]
    expect(files.map(modeOf)).toEqual(files.map(() => 0o600))
  })

  test('the database asks even that user for the password', async () => {
    const loot = await tryAs(
      user ?? { uid: process.getuid!(), gid: process.getgid!() },
      [],
      [join(place.dataDir, 'postgres/cluster')],
    )
    expect(loot.connected).toEqual([])
  })

  test.runIf(isRoot)('another user reads, changes and reaches nothing', async () => {
    const paths = [
      ...everythingBelow(place.dataDir),
      join(place.backups, 'backup.tar.gz'),
      `/proc/${product.pid}/environ`,
    ]
    for (const other of [nobody, stranger]) {
      expect(await tryAs(other, paths, [join(place.dataDir, 'postgres/cluster')])).toEqual(nothing)
    }
  })
})

test.runIf(isRoot)(
  'a data folder of another user stops the start with one sentence',
  { timeout: patienceMs },
  async () => {
    const { dataDir } = makePlace()
    chownSync(dataDir, stranger.uid, stranger.gid)
    chmodSync(dataDir, 0o777)
    const outcome = await startProduct(dataDir, operator).then(
      (product) => product.stop().then(() => 'started'),
      (error: Error) => error.message,
    )
    expect(outcome).toMatch(/^.*data belongs to another user \(uid 23456\)\. Start as that user, .*\n$/)
    expect(readdirSync(dataDir)).toEqual([])
  },
)

test.runIf(isRoot)(
  'root follows no links in a folder of another user, whichever command it runs',
  { timeout: patienceMs },
  () => {
    const { dataDir, backups } = makePlace()
    const [victim, folder] = [join(backups, 'victim'), join(backups, 'folder')]
    writeFileSync(victim, 'precious')
    mkdirSync(folder)
    chmodSync(victim, 0o644)
    chmodSync(folder, 0o755)
    symlinkSync(victim, join(dataDir, 'secret.key'))
    symlinkSync(folder, join(dataDir, 'lab'))
    for (const owner of [nobody, { uid: 0, gid: 0 }]) {
      chownSync(dataDir, owner.uid, owner.gid)
      for (const command of [['doctor'], ['backup', join(backups, 'backup.tar.gz')]]) {
        const { status } = spawnSync(process.execPath, [join(serverDir, 'src/cli/cli.ts'), ...command], {
          env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
        })
        expect(status).toBe(1)
        expect([modeOf(victim), modeOf(folder)]).toEqual([0o644, 0o755])
        expect(readdirSync(dataDir).toSorted()).toEqual(['lab', 'secret.key'])
      }
    }
  },
)

test.runIf(isRoot)(
  'root does not start in a folder of another user, who may have put a key of theirs there',
  { timeout: patienceMs },
  async () => {
    const { dataDir } = makePlace()
    writeFileSync(join(dataDir, 'secret.key'), 'k'.repeat(64), { mode: 0o600 })
    chownSync(dataDir, stranger.uid, stranger.gid)
    const outcome = await startProduct(dataDir).then(
      (product) => product.stop().then(() => 'started'),
      (error: Error) => error.message,
    )
    expect(outcome).toMatch(/data belongs to another user \(uid 23456\)\. .*chown -R 0/)
    expect(readdirSync(dataDir)).toEqual(['secret.key'])
  },
)

test('doctor and backup change nothing in an open and empty folder', { timeout: patienceMs }, () => {
  const { dataDir, backups } = makePlace()
  chmodSync(dataDir, 0o755)
  for (const command of [['doctor'], ['backup', join(backups, 'backup.tar.gz')]]) {
    spawnSync(process.execPath, [join(serverDir, 'src/cli/cli.ts'), ...command], {
      env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
    })
    expect(modeOf(dataDir)).toBe(0o755)
    expect(readdirSync(dataDir)).toEqual([])
  }
})
