import type { PoolClient } from 'pg'

/** A table as a backup sees it: quoted names, and only the columns that hold what was written into them. */
export interface Table {
  name: string
  columns: string[]
  isPartitioned: boolean
}

/**
 * The tables of these schemas; parts of a partitioned table come with the whole, extensions keep their own. What is
 * unlogged is about this moment, and is left out.
 */
export async function listTables(client: PoolClient, schemas: string[]): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name, c.relkind = 'p' AS "isPartitioned",
       ARRAY(SELECT quote_ident(a.attname) FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
             ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence = 'p'
       AND ${notOfExtension('c')}
     ORDER BY 1`,
    [schemas],
  )
  return rows
}

export interface Sequence {
  name: string
  lastValue: string
  isCalled: boolean
}

export async function listSequences(client: PoolClient, schemas: string[]): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ANY($1) AND c.relkind = 'S' AND ${notOfExtension('c')} ORDER BY 1`,
    [schemas],
  )
  const sequences: Sequence[] = []
  for (const { name } of rows) {
    const state = await client.query<{ lastValue: string; isCalled: boolean }>(
      `SELECT last_value::text AS "lastValue", is_called AS "isCalled" FROM ${name}`,
    )
    sequences.push({ name, ...state.rows[0]! })
  }
  return sequences
}

/** Statements that remove what slows or hinders loading rows in any order, and those that put it back. */
export interface SetAside {
  remove: string[]
  putBack: string[]
}

/**
 * Foreign keys (rows come table by table), indexes that guard nothing (faster built over all rows at once), and
 * triggers (what they did is in the rows already). Putting the keys back checks every row.
 */
export async function listSetAside(client: PoolClient, schemas: string[]): Promise<SetAside> {
  const { rows } = await client.query<{ remove: string; putBack: string }>(
    `WITH tables AS (
       SELECT c.oid, c.relkind, format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p')
     )
     SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', t.name, k.conname) AS remove,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', t.name, k.conname, pg_get_constraintdef(k.oid)) AS "putBack",
       3 AS step
     FROM pg_constraint k JOIN tables t ON t.oid = k.conrelid WHERE k.contype = 'f' AND k.conparentid = 0
     UNION ALL
     SELECT format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid), 2
     FROM pg_index i JOIN tables t ON t.oid = i.indrelid JOIN pg_class c ON c.oid = i.indexrelid
     WHERE t.relkind = 'r' AND NOT c.relispartition AND NOT i.indisunique
       AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
     UNION ALL
     SELECT format('ALTER TABLE %s DISABLE TRIGGER USER', t.name), format('ALTER TABLE %s ENABLE TRIGGER USER', t.name), 1
     FROM tables t WHERE EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = t.oid AND NOT g.tgisinternal)
     ORDER BY step`,
    [schemas],
  )
  return { remove: rows.map(({ remove }) => remove), putBack: rows.map(({ putBack }) => putBack) }
}

/** Whether anybody has put tables into this database. */
export async function isEmptyDatabase(client: PoolClient): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
       AND ${notOfExtension('c')} LIMIT 1`,
  )
  return rowCount === 0
}

const notOfExtension = (alias: string): string =>
  `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = ${alias}.oid AND d.deptype = 'e')`
