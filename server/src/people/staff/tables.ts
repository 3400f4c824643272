import type { Permission } from '@throughline/protocol/permissions.ts'
import type { Preferences } from '@throughline/protocol/staff/preferences.ts'
import type { PresenceState } from '@throughline/protocol/staff/members.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import type { ColumnType, Generated } from 'kysely'

declare module '../../platform/db/schema.ts' {
  interface Schema {
    installation: InstallationTable
    staff: StaffTable
    staff_sessions: StaffSessionsTable
    staff_accounts: StaffAccountsTable
    staff_verifications: StaffVerificationsTable
    staff_invitations: StaffInvitationsTable
    staff_presence: StaffPresenceTable
    staff_seen: { staff_id: string; seen_at: Date }
    staff_preferences: StaffPreferencesTable
    roles: RolesTable
    teams: NamedTable
    team_members: { team_id: string; staff_id: string }
    skills: NamedTable
    staff_skills: { skill_id: string; staff_id: string }
    api_tokens: ApiTokensTable
  }
}

export interface InstallationTable {
  only_row: Generated<true>
  id: string | null
  company_name: string | null
  secret_key_id: string | null
}

export interface StaffTable {
  id: string
  name: string
  email: string
  email_verified: Generated<boolean>
  role: string
  active: Generated<boolean>
  two_factor_enabled: Generated<boolean>
  created_at: Date
  updated_at: Date
}

/** Written by the sign-in library; we only end sessions. */
export interface StaffSessionsTable {
  id: string
  staff_id: string
  token: string
  expires_at: Date
  /** However much it is used. */
  ends_by: Generated<Date | null>
}

export interface StaffAccountsTable {
  id: string
  staff_id: string
  provider_id: string
  account_id: string
  password: string | null
  /** Set while the provider of the link gives them no role. */
  suspended_at: Generated<Date | null>
  created_at: Date
  updated_at: Date
}

/** Written by the sign-in library: steps that are under way, and devices that need no second factor. */
export interface StaffVerificationsTable {
  id: string
  identifier: string
  value: string
  expires_at: Date
}

export interface StaffInvitationsTable {
  staff_id: string
  /** SHA-256; null when it was revoked. */
  token_hash: Buffer | null
  made_at: Date
  expires_at: Date
  sent_at: Date | null
  failure: ColumnType<Wording | null, string | null, string | null>
}

export interface StaffPresenceTable {
  staff_id: string
  state: PresenceState
  changed_at: Date
}

export interface StaffPreferencesTable {
  staff_id: string
  /** Beside the preferences: the photo (`photo/photo.ts`). */
  preferences: Partial<Preferences> & { photo?: unknown }
  updated_at: Date
}

export interface RolesTable {
  name: string
  permissions: Permission[]
  created_at: Date
}

export interface NamedTable {
  id: string
  name: string
  created_at: Date
}

export interface ApiTokensTable {
  id: string
  name: string
  role: string
  token_hash: Buffer
  created_by: string | null
  /** The person whose limits it has; null: those of its role only. */
  stands_for: string | null
  created_at: Date
  expires_at: Date | null
  last_used_at: Date | null
  revoked_at: Date | null
}
