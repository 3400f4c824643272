declare module '../../db/schema.ts' {
  interface Schema {
    request_counts: RequestCountsTable
  }
}

export interface RequestCountsTable {
  minute: number
  counted: string
  node_id: string
  count: number
}
