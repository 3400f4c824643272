import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { indexBuiltBy } from './build-index.ts'
import { rollingMarkOf, type RollingMark } from './rolling.ts'

export const migrationsDir = join(import.meta.dirname, '../../../../migrations')

export interface Migration {
  version: number
  name: string
  sql: string
  checksum: string
  rolling: RollingMark
  /** The index that it builds while others write; null: it is a transaction. */
  index: string | null
}

/** All migrations of a folder, in order. */
export function readMigrations(dir: string): Migration[] {
  const migrations = readdirSync(dir)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const match = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file)
      if (!match) throw new Error(`The migration ${file} must be named like 0001-some-words.sql.`)
      const sql = readFileSync(join(dir, file), 'utf8')
      // A checkout with other line ends is the same migration.
      const checksum = createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
      const [version, name] = [Number(match[1]), match[2]!]
      return { version, name, sql, checksum, rolling: rollingMarkOf(sql) ?? 'no', index: indexBuiltBy(sql) }
    })
  const twice = migrations.find((migration, index) => migration.version === migrations[index - 1]?.version)
  if (twice) throw new Error(`Two migrations have the number ${twice.version}.`)
  return migrations
}
