import type { TagColour } from '@throughline/protocol/tags/tags.ts'

declare module '../../platform/db/schema.ts' {
  interface Schema {
    tags: TagsTable
  }
}

export interface TagsTable {
  id: string
  name: string
  key: string
  colour: TagColour
  description: string
  archived_at: Date | null
  merged_into_id: string | null
  deleted_at: Date | null
  created_at: Date
  updated_at: Date
}
