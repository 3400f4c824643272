import { getConstructionPlans } from 'pg-boss'
import type { LibrarySchema } from '../platform/db/backup/backup.ts'

// One for each version of pg-boss that Throughline was ever released with: their archives stay good. Add, never remove.
const pgbossDigests = ['c60a40709768f7d487b17ea61e1bdbf02370c19dcfe34b340e204fd9583dbc16']

/** Schemas in our database whose tables a library makes. Their rows are ours: a waiting job is a promise. */
export const librarySchemas: LibrarySchema[] = [
  { name: 'pgboss', construction: getConstructionPlans('pgboss'), knownDigests: pgbossDigests },
]
