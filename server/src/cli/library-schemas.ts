import { getConstructionPlans } from 'pg-boss'
import type { LibrarySchema } from '../db/backup/backup.ts'

/** Schemas in our database whose tables a library makes. Their rows are ours: a waiting job is a promise. */
export const librarySchemas: LibrarySchema[] = [{ name: 'pgboss', construction: getConstructionPlans('pgboss') }]
