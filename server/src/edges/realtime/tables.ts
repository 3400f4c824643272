declare module '../../platform/db/schema.ts' {
  interface Schema {
    seats: SeatsTable
  }
}

export interface SeatsTable {
  id: string
  node_id: string
  staff_id: string
  name: string
  is_person: boolean
  customer_id: string | null
  typing_until: Date | null
  is_private: boolean
}
