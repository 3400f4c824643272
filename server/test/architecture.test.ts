import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

// The house rules, as a test. ARCHITECTURE.md tells the same in prose.

const root = join(import.meta.dirname, '../..')
const src = join(root, 'server/src')

/** From the ground up: a folder imports only from those before it. Talk upwards is by event. */
const ladder = [
  ['lib'],
  // 1 platform
  ['db', 'files'],
  ['http'],
  ['events', 'jobs', 'nodes'],
  // 2 facts
  ['audit'],
  ['reacting'],
  ['staff', 'customers'],
  ['timeline', 'saved-replies', 'business'],
  // 3 work
  ['issues'],
  // 4 judgement
  ['notifications'],
  // 5 edges (more of 4 comes with routing and the assistant)
  ['channels', 'realtime', 'webhooks', 'first-steps'],
  ['portal'],
  // Outside of us: see “the lab is outside”
  ['lab'],
]

/** Sits on top and sees everything. */
const top = [
  'main.ts',
  'app.ts',
  'foundations.ts',
  'worker.ts',
  'web.ts',
  'reactions.ts',
  'schedules.ts',
  'measures.ts',
  'serve-widget.ts',
  'browser-builds.ts',
  'doors.ts',
  'stop-signals.ts',
  'cli',
]

/**
 * What a folder offers beside its front door: `tables.ts` types, and parts that others build on one by one, so that
 * nobody loads a whole folder for a type.
 */
const sideDoors: Record<string, readonly string[]> = {
  db: [
    'prepared.ts',
    'part-of-transaction.ts',
    'row-insert.ts',
    'transact-together.ts',
    'schema.ts',
    'migrate.ts',
    'connect.ts',
    'reach.ts',
    'connection.ts',
    'connection-room.ts',
    'database-errors.ts',
    'run-again.ts',
    'young-tables.ts',
    'value-types.ts',
    'measures.ts',
    'backup/backup.ts',
    'backup/tar.ts',
    'embedded/embedded.ts',
  ],
  events: [
    'access-changes.ts',
    'feed.ts',
    'lag.ts',
    'measures.ts',
    'consumer.ts',
    'hints.ts',
    'shared-hints.ts',
    'routes.ts',
  ],
  http: [
    'cursor.ts',
    'origin.ts',
    'upgrade.ts',
    'problems.ts',
    'live-socket.ts',
    'metrics.ts',
    'operation.ts',
    'raw.ts',
    'caller.ts',
  ],
}

const ownerByTable: Record<string, string> = {
  customers: 'customers',
  identities: 'customers',
  identity_links: 'customers',
  customer_merges: 'customers',
  blocked_values: 'customers',
  entries: 'timeline',
  attachments: 'timeline',
  drafts: 'timeline',
  entry_words: 'timeline',
  upload_admissions: 'timeline',
  upload_sums: 'timeline',
  visitor_counts: 'portal',
  issues: 'issues',
  contacts: 'issues',
  issue_references: 'issues',
  saved_views: 'issues',
  notifications: 'notifications',
  channels: 'channels',
  channel_state: 'channels',
  inbound: 'channels',
  deliveries: 'channels',
  outbox_mails: 'channels',
  automatic_answers: 'channels',
  events: 'events',
  nodes: 'nodes',
  seats: 'realtime',
  event_cursors: 'events',
  access_changes: 'events',
  failed_reactions: 'reacting',
  webhooks: 'webhooks',
  webhook_deliveries: 'webhooks',
  audit_records: 'audit',
  saved_replies: 'saved-replies',
  business_profile: 'business',
  visitor_sessions: 'portal',
  visitor_marks: 'portal',
  visitor_host_tokens: 'portal',
  visitor_mails: 'portal',
  installation: 'staff',
  staff: 'staff',
  staff_sessions: 'staff',
  staff_accounts: 'staff',
  staff_two_factors: 'staff',
  staff_verifications: 'staff',
  staff_used_codes: 'staff',
  sign_in_attempts: 'staff',
  staff_presence: 'staff',
  staff_preferences: 'staff',
  roles: 'staff',
  teams: 'staff',
  team_members: 'staff',
  skills: 'staff',
  staff_skills: 'staff',
  api_tokens: 'staff',
}

interface Import {
  from: string
  to: string
}

const files = globSync('**/*.ts', { cwd: src }).filter(
  (file) => !/\.(test|db\.test)\.ts$|\.d\.ts$/.test(file) && !/(testing|-kit)\.ts$/.test(file),
)

/** Imports within the server, as paths below `src`. */
const imports: Import[] = files.flatMap((file) =>
  [...read(file).matchAll(/(?:from|import\()\s*'(\.{1,2}\/[^']+\.ts)'/g)].map((match) => ({
    from: file,
    to: relative(src, join(src, dirname(file), match[1]!)),
  })),
)

const folderOf = (file: string): string => file.split('/')[0]!
const rungOf = (folder: string): number => ladder.findIndex((rung) => rung.includes(folder))

function read(file: string): string {
  return readFileSync(join(src, file), 'utf8')
}

test('every folder has its rung on the ladder', () => {
  const folders = new Set(files.map(folderOf).filter((folder) => !top.includes(folder)))
  expect([...folders].filter((folder) => rungOf(folder) < 0)).toEqual([])
})

test('folders import downwards only', () => {
  const upwards = imports.filter(({ from, to }) => {
    if (top.includes(folderOf(from)) || folderOf(from) === folderOf(to)) return false
    return top.includes(folderOf(to)) || rungOf(folderOf(to)) >= rungOf(folderOf(from))
  })
  expect(upwards).toEqual([])
})

test('a folder is entered through its front door', () => {
  const throughTheWindow = imports.filter(({ from, to }) => {
    const folder = folderOf(to)
    if (folder === 'lib' || folder === folderOf(from) || top.includes(folder)) return false
    const door = `${folder}/${folder}.ts`
    const sides = (sideDoors[folder] ?? []).map((side) => `${folder}/${side}`)
    return to !== door && !sides.includes(to)
  })
  expect(throughTheWindow).toEqual([])
})

test('every front door opens with what it owns and what it refuses', () => {
  const folders = ladder.flat().filter((folder) => folder !== 'lib' && files.some((file) => folderOf(file) === folder))
  const silent = folders.filter((folder) => !/\/\*\*[\s\S]{80,}?\*\//.test(read(`${folder}/${folder}.ts`)))
  expect(silent).toEqual([])
})

test('one folder owns a table, and nobody else writes SQL on it', () => {
  const trespasses = files.flatMap((file) => {
    const text = read(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    const named = [
      ...text.matchAll(
        /\b(?:selectFrom|insertInto|rowInsert|updateTable|deleteFrom|innerJoin|leftJoin)\(\s*'([a-z_]+)/g,
      ),
      ...text.matchAll(
        /\b(?:from|join|into|update)\s+([a-z_]+)\b(?=[^;'"]{0,400}\b(?:where|set|values|select|order|limit|on|using|\())/g,
      ),
    ].map((match) => match[1]!)
    return named
      .filter((table) => ownerByTable[table] !== undefined && ownerByTable[table] !== folderOf(file))
      .map((table) => `${file}: ${table}`)
  })
  // The database folder copies every table, whosever it is, into a backup.
  expect(trespasses.filter((line) => !line.startsWith('db/'))).toEqual([])
})

test('one place decides who may do what: nothing else looks into a caller’s permissions', () => {
  const deciders = files.filter((file) => /permissions\??\.has\b/.test(read(file)))
  expect(deciders).toEqual(['http/access/can.ts'])
})

test('adapters know the contract, lib and the wire, and nothing else of the server', () => {
  const adapters = globSync('channels/*/', { cwd: src })
    .map((folder) => folder.split('/')[1]!)
    .filter((folder) => !['configuring', 'inbound', 'outbound'].includes(folder))
  const curious = imports.filter(({ from, to }) => {
    const [, adapter] = from.split('/')
    if (folderOf(from) !== 'channels' || !adapters.includes(adapter!)) return false
    return (
      !to.startsWith(`channels/${adapter}/`) &&
      !to.startsWith('lib/') &&
      to !== 'channels/contract.ts' &&
      to !== 'channels/contract-kit.ts'
    )
  })
  expect(curious).toEqual([])
  const known = imports.filter(({ from, to }) => {
    const isAdapter = adapters.some(
      (adapter) => to.startsWith(`channels/${adapter}/`) && !from.startsWith(`channels/${adapter}/`),
    )
    return isAdapter && from !== 'channels/registry.ts'
  })
  expect(known).toEqual([])
})

test('the lab is outside: it knows the platform that serves it, and nothing of what it plays the providers of', () => {
  const curious = imports.filter(({ from, to }) => folderOf(from) === 'lab' && !/^(lab|lib|http|db)\//.test(to))
  expect(curious).toEqual([])
})

test('what is imported from npm is declared where it is used', () => {
  const undeclared = ['server', 'protocol', 'desk', 'widget', 'lab'].flatMap((workspace) => {
    const manifest = JSON.parse(readFileSync(join(root, workspace, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >
    const declared = new Set(
      Object.keys({ ...manifest['dependencies'], ...manifest['optionalDependencies'], ...manifest['devDependencies'] }),
    )
    return globSync(`${workspace}/src/**/*.{ts,tsx}`, { cwd: root })
      .filter((file) => !file.endsWith('.test.ts') && !/(testing|-kit)\.ts$/.test(file))
      .flatMap((file) =>
        [...readFileSync(join(root, file), 'utf8').matchAll(/(?:^|\n)(?:import|export)[^'\n]*?from '([^'.][^']*)'/g)]
          .map((match) => match[1]!)
          .filter((name) => !name.startsWith('node:') && !name.startsWith('pg/'))
          .map((name) =>
            name
              .split('/')
              .slice(0, name.startsWith('@') ? 2 : 1)
              .join('/'),
          )
          .filter((name) => !declared.has(name))
          .map((name) => `${file}: ${name}`),
      )
  })
  expect(undeclared).toEqual([])
})

test('desk and widget know nothing of the server but the protocol', () => {
  const curious = globSync('{desk,widget}/src/**/*.{ts,tsx}', { cwd: root }).filter((file) =>
    /from '[^']*\/server\//.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(curious).toEqual([])
})

test('no folder or file is named for nothing', () => {
  const vague = globSync('{server,protocol,desk,widget,bench,e2e}/{src,test,}/**/*.{ts,tsx}', { cwd: root }).filter(
    (file) => !file.includes('node_modules') && /(^|\/)(utils?|helpers?|manager|service|common|misc)(\/|\.)/.test(file),
  )
  expect(vague).toEqual([])
})

test('files stay small enough to be read at once', () => {
  const lengths = globSync('{protocol,server,desk,widget}/src/**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !file.includes('.test.'))
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length }))
    .sort((a, b) => a.lines - b.lines)
  expect(lengths.filter(({ lines }) => lines > 400)).toEqual([])
  expect(lengths[Math.floor(lengths.length * 0.5)]!.lines).toBeLessThan(90)
  expect(lengths[Math.floor(lengths.length * 0.9)]!.lines).toBeLessThan(250)
})

test('the tree in ARCHITECTURE.md is the tree on the disk', () => {
  const drawn = pathsDrawnIn(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'))
  const onDisk = globSync(['*/', 'docs/*/', 'server/*/', 'server/src/*/', 'server/src/*.ts'], { cwd: root })
    .map((path) => path.replace(/\/$/, ''))
    .filter((path) => !/(^|\/)node_modules$|^data|^dist$|\.test\.ts$/.test(path))
  expect(onDisk.filter((path) => !drawn.some((other) => `${other}/`.startsWith(`${path}/`)))).toEqual([])
  expect(drawn.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

/** A line of the tree: indented below its folder, a name, and what it is. */
function pathsDrawnIn(text: string): string[] {
  const [, tree = ''] = /## The tree[\s\S]*?```\n([\s\S]*?)```/.exec(text) ?? []
  const parents: string[] = []
  return [...tree.matchAll(/^( *)([\w./-]+(?:\/|\.ts))(?: |$)/gm)].map(([, indent = '', name = '']) => {
    const depth = indent.length / 2
    parents.splice(depth, Infinity, name.replace(/\/$/, ''))
    return parents.join('/')
  })
}
