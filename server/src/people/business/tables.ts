import type { Language } from '@throughline/protocol/business/business.ts'
import type { Generated } from 'kysely'

declare module '../../platform/db/schema.ts' {
  interface Schema {
    business_profile: BusinessProfileTable
  }
}

export interface BusinessProfileTable {
  only_row: Generated<boolean>
  address: string
  opening_hours: string
  signature: string
  accent_colour: string | null
  default_language: Language
  logo_key: string | null
  logo_type: string | null
  updated_at: Date | null
}
