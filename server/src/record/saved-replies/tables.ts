declare module '../../platform/db/schema.ts' {
  interface Schema {
    saved_replies: SavedRepliesTable
  }
}

export interface SavedRepliesTable {
  id: string
  name: string
  shortcut: string | null
  text: string
  html: string
  owner_id: string | null
  created_at: Date
  updated_at: Date
}
