import type { Generated } from 'kysely'

declare module '../db/schema.ts' {
  interface Schema {
    leases: LeasesTable
    lease_takers: LeaseTakersTable
  }
}

export interface LeasesTable {
  kind: string
  name: string
  title: string
  node_id: string
  node_name: string
  fence: number
  taken_at: Generated<Date>
  ends_at: Date
  is_given_back: Generated<boolean>
}

export interface LeaseTakersTable {
  node_id: string
  kind: string
  seen_at: Generated<Date>
}
