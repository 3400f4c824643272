import { maxPhotoSide } from '@throughline/protocol/staff/photo.ts'
import { staffWords } from '@throughline/protocol/staff/words.ts'
import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import { recordAudit } from '../../audit/audit.ts'
import { transact, type Db, type Tx } from '../../../platform/db/db.ts'
import type { FileStore } from '../../../platform/files/files.ts'
import { apiPrefix, type Caller, type UploadBody } from '../../../platform/http/http.ts'
import type { Clock } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
import { cleanPicture } from './picture.ts'

export interface PhotoDeps {
  db: Db
  files: FileStore
  clock: Clock
}

/** As it is kept with the preferences of its owner; the bytes are named by their hash. */
export interface KeptPhoto {
  version: string
  type: string
}

export const photoKey = (version: string): string => `staff-photos/${version}`

export function photoUrlOf(version: string | null): string | null {
  return version === null ? null : `${apiPrefix}/staff-photos/${version}`
}

/** The photo in a row of `staff_preferences`, for queries that show people. */
export const photoVersionSql = (table: string) =>
  sql<string | null>`${sql.ref(`${table}.preferences`)} -> 'photo' ->> 'version'`

export async function setPhoto(deps: PhotoDeps, { upload, by }: { upload: UploadBody; by: Caller }): Promise<string> {
  refuseTokens(by)
  const chunks: Buffer[] = []
  for await (const chunk of upload.open() as AsyncIterable<Buffer>) chunks.push(chunk)
  const picture = cleanPicture(Buffer.concat(chunks))
  if (!picture) throw new AppError('unsupported_media_type', staffWords.not_a_photo())
  const { width, height, type, bytes } = picture
  if (Math.min(width, height) < 1 || Math.max(width, height) > maxPhotoSide) {
    throw new AppError('too_large', staffWords.photo_too_large({ max: maxPhotoSide }))
  }
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 32)
  await deps.files.putUnder(photoKey(version), bytes)
  await keepPhoto(deps, by.id, { version, type })
  return version
}

export function removePhoto(deps: PhotoDeps, by: Caller): Promise<void> {
  refuseTokens(by)
  return keepPhoto(deps, by.id, null)
}

/** Of a colleague, by who manages people: in the audit log. */
export async function removePhotoOf(deps: PhotoDeps, { staffId, by }: { staffId: string; by: Caller }): Promise<void> {
  const found = await deps.db.selectFrom('staff').select('id').where('id', '=', staffId).executeTakeFirst()
  if (!found) throw new AppError('not_found', staffWords.no_such_person())
  await keepPhoto(deps, staffId, null, (tx) =>
    recordAudit(tx, { actor: by, action: 'staff.photo_removed', subject: { kind: 'staff', id: staffId } }, deps.clock),
  )
}

/** Of somebody who answers today: who has left is not shown to strangers any more. */
export async function photoAt(db: Db, version: string): Promise<KeptPhoto | undefined> {
  const row = await photosWith(db, version)
    .innerJoin('staff', 'staff.id', 'staff_preferences.staff_id')
    .where('staff.active', '=', true)
    .select(sql<KeptPhoto>`preferences -> 'photo'`.as('photo'))
    .executeTakeFirst()
  return row?.photo
}

function photosWith(db: Db, version: string) {
  return db
    .selectFrom('staff_preferences')
    .where(sql<boolean>`preferences -> 'photo' ->> 'version' = ${version}`)
    .limit(1)
}

/** The addresses of the photos of these people; those without one, and who has left, are left out. */
export async function photoUrlsOf(db: Db | Tx, staffIds: readonly string[]): Promise<Map<string, string>> {
  if (staffIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('staff_preferences')
    .innerJoin('staff', 'staff.id', 'staff_preferences.staff_id')
    .where('staff.active', '=', true)
    .select(['staff_id', photoVersionSql('staff_preferences').as('version')])
    .where('staff_id', 'in', [...new Set(staffIds)])
    .execute()
  return new Map(rows.flatMap(({ staff_id: id, version }) => (version === null ? [] : [[id, photoUrlOf(version)!]])))
}

function refuseTokens({ kind }: Caller): void {
  if (kind !== 'staff') throw new AppError('forbidden', staffWords.token_has_no_photo())
}

/** The bytes of the one before go when nobody shows them any more. */
async function keepPhoto(
  { db, files, clock }: PhotoDeps,
  staffId: string,
  photo: KeptPhoto | null,
  also?: (tx: Tx) => Promise<void>,
): Promise<void> {
  const before = await transact(db, async (tx) => {
    const row = await tx
      .selectFrom('staff_preferences')
      .select(photoVersionSql('staff_preferences').as('version'))
      .where('staff_id', '=', staffId)
      .forUpdate()
      .executeTakeFirst()
    const change = JSON.stringify({ photo })
    await sql`
      insert into staff_preferences (staff_id, preferences, updated_at)
      values (${staffId}, ${change}::jsonb, ${clock.now()})
      on conflict (staff_id) do update
        set preferences = staff_preferences.preferences || excluded.preferences,
          updated_at = excluded.updated_at`.execute(tx)
    await also?.(tx)
    return row?.version ?? null
  })
  if (before === null || before === photo?.version) return
  if (await photosWith(db, before).select('staff_id').executeTakeFirst()) return
  await files.remove(photoKey(before))
}
