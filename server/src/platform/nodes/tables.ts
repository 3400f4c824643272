import type { Words } from '@throughline/protocol/words.ts'
import type { Generated } from 'kysely'

declare module '../db/schema.ts' {
  interface Schema {
    nodes: NodesTable
  }
}

export interface NodesTable {
  id: string
  name: string
  version: string
  services: string[]
  mark: string
  started_at: Generated<Date>
  seen_at: Generated<Date>
  proven_at: Date | null
  problem: string | null
  problem_words: Words[] | null
}
