import { z } from 'zod'

/** The first file of an archive: what is in it, and what it takes to put it back. */
export const Manifest = z.object({
  format: z.literal(1),
  product: z.literal('throughline'),
  /** The version of Throughline that made it. */
  version: z.string(),
  createdAt: z.string(),
  /** The newest migration: restoring makes this schema first. */
  schemaVersion: z.number().int(),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  /** Other libraries' schemas and the SQL that makes them empty. */
  schemas: z.array(z.object({ name: z.string(), construction: z.string() })),
})
export type Manifest = z.infer<typeof Manifest>

/** The last file of an archive: known only at the end, and the proof that the archive is whole. */
export const Summary = z.object({
  tables: z.record(z.string(), z.object({ rows: z.number().int(), sha256: z.string() })),
  sequences: z.array(z.object({ name: z.string(), lastValue: z.string(), isCalled: z.boolean() })),
  files: z.object({ count: z.number().int(), sha256: z.string() }),
})
export type Summary = z.infer<typeof Summary>

export const manifestName = 'manifest.json'
export const summaryName = 'summary.json'
export const tableFolder = 'tables/'
export const fileFolder = 'files/'
