import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Pool } from 'pg'
import { PgBoss, getConstructionPlans } from 'pg-boss'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { silentLogger as logger } from '../../../lib/logger.ts'
import { currentVersion, migrate, requiredVersion } from '../migrate.ts'
import { digestOf } from './refuse-foreign.ts'
import { backupDatabase, restoreDatabase, type BackupFile, type BackupOptions, type RestoreOptions } from './backup.ts'

const at = new Date('2024-05-06T07:08:09Z')
const jobs = {
  name: 'pgboss',
  construction: getConstructionPlans('pgboss'),
  knownDigests: [digestOf(getConstructionPlans('pgboss'))],
  skipTables: ['pgboss.queue_stats'],
}

let migrationsDir: string
let source: TestDatabase

// A schema of its own, with everything that makes restoring hard: keys that refer to each other, generated and identity
// columns, triggers that refuse or write, rows put in by the migration itself, ids of transactions.
beforeAll(() => {
  migrationsDir = mkdtempSync(join(tmpdir(), 'throughline-migrations-'))
  writeFileSync(
    join(migrationsDir, '0001-people.sql'),
    `CREATE TABLE teams (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, lead_id integer);
     CREATE TABLE people (
       id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
       name text NOT NULL,
       shout text GENERATED ALWAYS AS (upper(name)) STORED,
       team_id integer REFERENCES teams,
       born date, seen timestamptz, worth numeric, bits bytea, data jsonb, tags text[], gap interval,
       "odd Name" text
     );
     ALTER TABLE teams ADD FOREIGN KEY (lead_id) REFERENCES people DEFERRABLE;
     CREATE INDEX people_by_name ON people (name);
     INSERT INTO teams (name) VALUES ('made by the migration');`,
  )
  writeFileSync(
    join(migrationsDir, '0002-log.sql'),
    `CREATE TABLE log (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, person_id integer,
       xid xid8 NOT NULL DEFAULT pg_current_xact_id());
     CREATE FUNCTION log_person() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN INSERT INTO public.log (person_id) VALUES (new.id); RETURN new; END $$;
     CREATE TRIGGER log_people AFTER INSERT ON people FOR EACH ROW EXECUTE FUNCTION log_person();
     CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'append only'; END $$;
     CREATE TRIGGER log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log EXECUTE FUNCTION refuse();`,
  )
})
afterAll(() => rmSync(migrationsDir, { recursive: true, force: true }))

beforeAll(async () => {
  source = await createTestDatabase({ empty: true })
  await migrate(source.pool, { logger, dir: migrationsDir })
  await source.pool.query(`
    INSERT INTO people (name, team_id, born, seen, worth, bits, data, tags, gap, "odd Name")
      VALUES (E'Ada\\tLove\\nlace \\\\ \\u2028 👩‍💻', 1, '1815-12-10', '2024-01-01 00:00:00.123456+00', 1234567890123456789.000001,
        '\\x00ff0a', '{"a": [1, null]}', '{"x,y", NULL, "\\""}', '1 year 2 days 03:04:05.6', '');
    INSERT INTO people (name, team_id) SELECT 'person ' || n, 1 FROM generate_series(1, 5000) n;
    UPDATE teams SET lead_id = 1;`)
  const boss = new PgBoss({ connectionString: source.url, supervise: false, schedule: false })
  await boss.start()
  await boss.createQueue('mail', { retryLimit: 5 })
  await boss.send('mail', { to: 'ada@example.org' })
  await boss.stop()
})
afterAll(() => source.drop())

let target: TestDatabase
beforeEach(async () => {
  target = await createTestDatabase({ empty: true })
  return () => target.drop()
})

async function backup(options: Partial<BackupOptions> = {}): Promise<Buffer> {
  const to = new PassThrough()
  const [archive] = await Promise.all([
    buffer(to),
    backupDatabase({ pool: source.pool, to, version: '1.2.3', at, schemas: [jobs], ...options }),
  ])
  return archive
}

const restore = (archive: Buffer, options: Partial<RestoreOptions> = {}): ReturnType<typeof restoreDatabase> =>
  restoreDatabase({
    pool: target.pool,
    from: Readable.from([archive]),
    logger,
    schemas: [jobs],
    migrationsDir,
    ...options,
  })

async function everything(pool: Pool): Promise<unknown> {
  const sql = `SELECT json_build_object(
    'teams', (SELECT json_agg(t ORDER BY id) FROM teams t), 'people', (SELECT json_agg(p ORDER BY id) FROM people p),
    'log', (SELECT json_agg(l ORDER BY position) FROM log l),
    'jobs', (SELECT json_agg(j ORDER BY id) FROM pgboss.job j), 'queues', (SELECT json_agg(q) FROM pgboss.queue q)) AS all`
  return (await pool.query(sql)).rows[0]
}

async function definitions(pool: Pool): Promise<unknown> {
  const sql = `
    SELECT format_type(a.atttypid, a.atttypmod) || ' ' || a.attname AS definition, a.attrelid::regclass::text AS of
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relkind IN ('r', 'p') AND a.attnum > 0
        AND c.relnamespace::regnamespace::text IN ('public', 'pgboss')
    UNION ALL SELECT pg_get_constraintdef(oid), conrelid::regclass::text FROM pg_constraint
      WHERE connamespace::regnamespace::text IN ('public', 'pgboss')
    UNION ALL SELECT indexdef, tablename FROM pg_indexes WHERE schemaname IN ('public', 'pgboss')
    UNION ALL SELECT tgname || tgenabled::text, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal
    ORDER BY 2, 1`
  return (await pool.query(sql)).rows
}

test('a restored database has the same rows, keys, indexes and triggers, the jobs of the queue among them', async () => {
  const contents = await restore(await backup())
  expect(contents).toMatchObject({ version: '1.2.3', schemaVersion: 2, createdAt: at.toISOString(), files: 0 })
  expect(await everything(target.pool)).toEqual(await everything(source.pool))
  expect(await definitions(target.pool)).toEqual(await definitions(source.pool))
})

test('numbering goes on where it was, and so do the ids of transactions', async () => {
  await source.pool.query(`INSERT INTO log (xid) VALUES ((pg_current_xact_id()::text::bigint + 3000)::text::xid8)`)
  await restore(await backup())
  const { rows } = await target.pool.query(`INSERT INTO people (name) VALUES ('new') RETURNING id`)
  expect(rows).toEqual([{ id: 5002 }])
  const late = await target.pool.query(`
    SELECT (SELECT xid FROM log ORDER BY position DESC LIMIT 1) > (SELECT max(xid::text::bigint) FROM log
      WHERE position < (SELECT max(position) FROM log))::text::xid8 AS after`)
  expect(late.rows).toEqual([{ after: true }])
})

test('a restored queue hands out its jobs', async () => {
  await restore(await backup())
  const boss = new PgBoss({ connectionString: target.url, supervise: false, schedule: false })
  await boss.start()
  expect(await boss.fetch('mail')).toMatchObject([{ data: { to: 'ada@example.org' } }])
  await boss.stop()
})

test('what is written during a backup is in it wholly or not at all', async () => {
  const busy = await createTestDatabase({ empty: true })
  await migrate(busy.pool, { logger, dir: migrationsDir })
  const over = new AbortController()
  const writing = (async () => {
    while (!over.signal.aborted) {
      await busy.pool.query(`WITH t AS (INSERT INTO teams (name) VALUES ('t') RETURNING id)
        INSERT INTO people (name, team_id) SELECT 'p', id FROM t`)
    }
  })()
  const archive = await backup({ pool: busy.pool })
  over.abort()
  await writing
  await restore(archive)
  const { rows } = await target.pool.query(`
    SELECT (SELECT count(*) FROM teams) - 1 = (SELECT count(*) FROM people) AS teams,
      (SELECT count(*) FROM log) = (SELECT count(*) FROM people) AS log`)
  expect(rows).toEqual([{ teams: true, log: true }])
  await busy.drop()
})

test('an archive of an older version is brought up to date', async () => {
  const archive = await backup()
  writeFileSync(join(migrationsDir, '0003-pets.sql'), 'CREATE TABLE pets AS SELECT name FROM people WHERE id = 2;')
  try {
    await restore(archive)
    expect((await target.pool.query('SELECT name FROM pets')).rows).toEqual([{ name: 'person 1' }])
  } finally {
    rmSync(join(migrationsDir, '0003-pets.sql'))
  }
})

test('files travel along', async () => {
  const photo = randomBytes(200_000)
  async function* files(): AsyncGenerator<BackupFile> {
    yield { name: 'ab/photo.jpg', sizeBytes: photo.length, content: Readable.from([photo]) }
    yield { name: 'empty', sizeBytes: 0, content: Readable.from([]) }
  }
  const restored: Record<string, Buffer> = {}
  const contents = await restore(await backup({ files }), {
    onFile: async ({ name, content }) => {
      restored[name] = await buffer(content)
    },
  })
  expect(contents.files).toBe(2)
  expect(restored).toEqual({ 'ab/photo.jpg': photo, empty: Buffer.alloc(0) })
})

test('a damaged archive restores nothing', async () => {
  const archive = await backup()
  const tar = gunzipSync(archive)
  const changed = Buffer.from(tar)
  changed.write('persoN', tar.indexOf('person 77'))
  const broken = [
    archive.subarray(0, archive.length - 1000),
    gzipSync(changed),
    gzipSync(tar.subarray(0, tar.indexOf('summary.json'))),
    Buffer.from('not an archive'),
    Buffer.alloc(0),
  ]
  for (const bytes of broken) {
    await expect(restore(bytes)).rejects.toMatchObject({ name: 'AppError', code: 'invalid_request' })
    const { rows } = await target.pool.query(`SELECT to_regclass('people') AS people`)
    expect(rows).toEqual([{ people: null }])
  }
})

test('what is wrong with an archive that cannot be unpacked is said in words of our own', async () => {
  const archive = await backup()
  const changed = Buffer.from(archive)
  changed[archive.length - 6]! ^= 0xff
  const cases: [Buffer, string][] = [
    [Buffer.from('not an archive'), 'it is not a .tar.gz file'],
    [archive.subarray(0, archive.length >> 1), 'it ends too soon, as when it was not copied to its end'],
    [changed, 'some of it is not what was written, as after a fault of a disk'],
  ]
  for (const [bytes, why] of cases) {
    const sentence = `The archive is damaged or not of Throughline: ${why}. Nothing was restored.`
    await expect(restore(bytes)).rejects.toThrow(sentence)
  }
})

test('a database that is not empty, and an archive of a newer version, are refused', async () => {
  const archive = await backup()
  const older = mkdtempSync(join(tmpdir(), 'throughline-migrations-'))
  writeFileSync(join(older, '0001-nothing.sql'), 'SELECT 1;')
  await expect(restore(archive, { migrationsDir: older })).rejects.toThrow('newer than this one')
  rmSync(older, { recursive: true })

  await target.pool.query('CREATE TABLE mine ()')
  await expect(restore(archive)).rejects.toThrow('has tables already')
})

test('a database without the product, and a destination that fails, are told', async () => {
  await expect(backup({ pool: target.pool })).rejects.toThrow('nothing to back up')
  const full = new PassThrough()
  full.once('data', () => full.destroy(new Error('disk full')))
  await expect(backupDatabase({ pool: source.pool, to: full, version: '1', at })).rejects.toThrow('disk full')
  expect((await source.pool.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }])
})

test("the product's own database survives the journey", async () => {
  await using own = await createTestDatabase()
  const to = new PassThrough()
  const [archive] = await Promise.all([
    buffer(to),
    backupDatabase({ pool: own.pool, to, version: '1', at, schemas: [jobs] }),
  ])
  await restoreDatabase({ pool: target.pool, from: Readable.from([archive]), logger, schemas: [jobs] })
  expect(await definitions(target.pool)).toEqual(await definitions(own.pool))
  expect(await currentVersion(target.pool)).toBe(requiredVersion())
})
