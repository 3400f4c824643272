import { staffWords } from '@throughline/protocol/staff/words.ts'
import {
  getPreferences,
  updatePreferences as updateContract,
  usualMailNotifications,
  type Preferences,
} from '@throughline/protocol/staff/preferences.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import { handle, type HttpServer } from '../../platform/http/http.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'

/** How people like to work. What nobody chose is the usual; only what was chosen is kept. */
const usualPreferences: Preferences = {
  language: null,
  density: 'comfortable',
  mutedNotifications: [],
  mailNotifications: usualMailNotifications,
  followWhen: [],
  picturesFrom: [],
  signature: '',
  dismissed: [],
}

export async function preferencesOf(db: Db | Tx, staffIds: readonly string[]): Promise<Map<string, Preferences>> {
  if (staffIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('staff_preferences')
    // The photo is kept with them, and is no preference.
    .select(['staff_id', sql<Partial<Preferences>>`preferences - 'photo'`.as('preferences')])
    .where('staff_id', 'in', [...new Set(staffIds)])
    .execute()
  const chosen = new Map(rows.map((row) => [row.staff_id, row.preferences]))
  return new Map(staffIds.map((id) => [id, { ...usualPreferences, ...chosen.get(id) }]))
}

export type PreferencesChange = { [Key in keyof Preferences]?: Preferences[Key] | undefined }

/** What two tabs choose at once is both kept, unless it is the same thing. */
export async function changePreferences(
  db: Db,
  clock: Clock,
  { staffId, to }: { staffId: string; to: PreferencesChange },
): Promise<Preferences> {
  const at = clock.now()
  await sql`
    insert into staff_preferences (staff_id, preferences, updated_at)
    values (${staffId}, ${JSON.stringify(to)}::jsonb, ${at})
    on conflict (staff_id) do update
      set preferences = staff_preferences.preferences || excluded.preferences, updated_at = excluded.updated_at`.execute(
    db,
  )
  return (await preferencesOf(db, [staffId])).get(staffId) ?? usualPreferences
}

export function preferenceRoutes(app: HttpServer, { db, clock }: { db: Db; clock: Clock }): void {
  handle(app, getPreferences, async ({ caller }) => {
    return (await preferencesOf(db, [caller.id])).get(caller.id) ?? usualPreferences
  })
  handle(app, updateContract, ({ body, caller }) => {
    if (caller.kind !== 'staff') throw new AppError('forbidden', staffWords.token_prefers_nothing())
    return changePreferences(db, clock, { staffId: caller.id, to: body })
  })
}
