import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrationsDir, rollingMarkOf } from '../../src/platform/db/migrate.ts'
import { compareVersions } from '../../src/lib/compare-versions.ts'
import { expandMigrations } from '../operating/next-version.ts'
import { releases } from '../releases/releases.ts'
import { tablesMadeBy, whyNotRolling } from './why-not-rolling.ts'

/** The schema of the first release: what came before was never upgraded one node after the other. */
const first = Math.min(...releases.map(({ schemaVersion }) => schemaVersion))
const later = globSync('*.sql', { cwd: migrationsDir })
  .filter((name) => Number(name.slice(0, 4)) > first)
  .toSorted()

const textOf = (name: string): string => readFileSync(join(migrationsDir, name), 'utf8')
const numberOf = (name: string): number => Number(name.slice(0, 4))

/** The tables that were made since the last release before this migration. */
function unreleasedBefore(name: string): Set<string> {
  const released = Math.max(
    ...releases.map(({ schemaVersion }) => schemaVersion).filter((made) => made < numberOf(name)),
  )
  const between = later.filter((other) => numberOf(other) > released && numberOf(other) < numberOf(name))
  return new Set(between.flatMap((other) => tablesMadeBy(textOf(other))))
}

test('each migration after the first release says which older nodes it leaves running, and does nothing else', () => {
  const wrong = later.map((name) => ({ name, reasons: whyNotRolling(textOf(name), unreleasedBefore(name)) }))
  expect(wrong.filter(({ reasons }) => reasons.length > 0)).toEqual([])
})

test('a version that a migration leaves running has been released', () => {
  const released = releases.map(({ version }) => version)
  const named = later.flatMap((name) => {
    const mark = rollingMarkOf(textOf(name))
    return mark?.startsWith('from ') ? [{ name, version: mark.slice('from '.length) }] : []
  })
  expect(named.filter(({ version }) => !released.some((known) => compareVersions(known, version) === 0))).toEqual([])
})

const functionDoing = (steps: string): string =>
  `create function f() returns trigger language plpgsql as $$ begin ${steps} return null; end $$;`
const triggerOn = (table: string): string =>
  `create trigger t after insert on ${table} for each statement execute function f();`

const yes = (sql: string): string[] => whyNotRolling(`-- rolling: yes\n${sql}`)

test.each([
  ['a new table with its indexes', 'create table a (id uuid primary key);\ncreate index a_by_id on a (id);'],
  [
    'a new table whose rows go with those of another',
    'create table a (id uuid references entries (id) on delete cascade);',
  ],
  ['a first row of a new table', `create table a (id int);\ninsert into a values (1);`],
  ['a column that may be empty', 'alter table entries add column mood text;'],
  ['a column with a constant', `alter table entries add column mood text not null default 'none'; -- for now`],
  ['a list', `alter table entries add column tags text[] not null default '{}';`],
  ['a time', 'ALTER TABLE entries\n  ADD COLUMN at timestamptz DEFAULT now();'],
  [
    'a function that newer nodes call',
    'create function f(a int) returns void language plpgsql as $$ begin perform a; end $$;',
  ],
  [
    'a trigger that only notes what happened in a new table',
    `create table a (id uuid); ${functionDoing('insert into a select id from opened;')} ${triggerOn('entries')}`,
  ],
  [
    'a new table that refuses to be changed',
    `create table a (id uuid); ${functionDoing(`raise exception 'no';`)} ${triggerOn('a')}`,
  ],
  ['an index that is built while others write', 'create index concurrently entries_by_mood on entries (mood);'],
  ['an index that is kept in another way', 'alter index entries_by_mood set (fastupdate = on, fillfactor = 80);'],
])('older nodes go on with %s', (_what, sql) => {
  expect(yes(sql)).toEqual([])
})

test('the next version that tests make keeps to the same rules', () => {
  expect(expandMigrations.flatMap((migration) => whyNotRolling(migration))).toEqual([])
})

test.each([
  ['a column dropped', 'alter table entries drop column mood;'],
  ['a column renamed', 'alter table entries rename column mood to feeling;'],
  ['a table renamed', 'alter table entries rename to messages;'],
  ['an index renamed', 'alter index entries_by_mood rename to entries_by_feeling;'],
  ['a column that may not be empty and has no default', 'alter table entries add column mood text not null;'],
  ['a default that is worked out for each row', 'alter table entries add column mood uuid default gen_random_uuid();'],
  ['another type', 'alter table entries alter column mood type integer using mood::integer;'],
  ['a column that may not be empty any more', 'alter table entries alter column mood set not null;'],
  ['a check over all rows', `alter table entries add constraint glad check (mood = 'glad');`],
  ['a column with a check', `alter table entries add column mood text check (mood = 'glad');`],
  ['a column that refers to another table', 'alter table entries add column mood_id uuid references moods;'],
  ['an index whose build stops all writing', 'create index entries_by_mood on entries (mood);'],
  [
    'an index that is built while others write, with more',
    'create table a (id int);\ncreate index concurrently b on c (d);',
  ],
  ['an index that refuses what older nodes may write', 'create unique index concurrently a on entries (mood);'],
  ['a new table that keeps rows of another from being removed', 'create table a (id uuid references entries (id));'],
  ['all rows rewritten', `update entries set mood = 'glad';`],
  ['rows removed', 'delete from entries where mood is null;'],
  [
    'a trigger that writes to what is there',
    `create table a (id uuid); ${functionDoing('insert into a values (null); delete from entries;')} ${triggerOn('entries')}`,
  ],
  [
    'a trigger that refuses what older nodes write',
    `create table a (id uuid); ${functionDoing(`raise exception 'no';`)} ${triggerOn('entries')}`,
  ],
  [
    'a trigger before the write',
    `create table a (id uuid); ${functionDoing('insert into a values (null);')} ${triggerOn('entries').replace('after', 'before')}`,
  ],
  ['a trigger on what is there', 'create trigger t after insert on entries for each row execute function f();'],
  [
    'another function under the same name',
    'create or replace function f() returns int language sql as $$ select 1 $$;',
  ],
  ['a table dropped', 'drop table entries;'],
  ['two busy tables locked at once', 'alter table entries add column a text;\nalter table issues add column a text;'],
])('a migration that is marked and holds %s is refused', (_what, sql) => {
  expect(yes(sql)).not.toEqual([])
})

test('what a version did without already may be removed under it', () => {
  expect(whyNotRolling('-- rolling: from 0.2.0\nalter table entries drop column mood;')).toEqual([])
  expect(whyNotRolling('-- rolling: from 0.2.0\nalter table entries rename column mood to feeling;')).not.toEqual([])
})

test('a migration without a mark is refused, and one that asks for a stop may do anything', () => {
  expect(whyNotRolling('create table a (id int);')).not.toEqual([])
  expect(whyNotRolling('-- rolling: Yes\ncreate table a (id int);')).not.toEqual([])
  expect(whyNotRolling('-- rolling: no\nalter table entries rename column mood to feeling;')).toEqual([])
})
