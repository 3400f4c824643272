import { businessWords } from '@throughline/protocol/business/words.ts'
import type { BusinessProfile } from '@throughline/protocol/business/business.ts'
import { recordAudit } from '../audit/audit.ts'
import { transact, type Db } from '../../platform/db/db.ts'
import { contentKey, type FileStore } from '../../platform/files/files.ts'
import type { Caller, UploadBody } from '../../platform/http/http.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { businessProfile, logoVersion } from './profile.ts'

export interface LogoDeps {
  db: Db
  files: FileStore
  clock: Clock
}

/** Pictures that every browser and mail program shows and none runs, by how their bytes begin. SVG can hold scripts. */
const beginnings: readonly [type: string, at: number, bytes: readonly number[]][] = [
  ['image/png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', 0, [0xff, 0xd8, 0xff]],
  ['image/gif', 0, [0x47, 0x49, 0x46, 0x38]],
  ['image/webp', 8, [0x57, 0x45, 0x42, 0x50]],
]

export function pictureType(content: Uint8Array): string | null {
  const found = beginnings.find(([, at, bytes]) => bytes.every((byte, index) => content[at + index] === byte))
  return found?.[0] ?? null
}

export async function setLogo(
  { db, files, clock }: LogoDeps,
  { upload, by }: { upload: UploadBody; by: Caller },
): Promise<BusinessProfile> {
  const file = await files.receive(upload.open())
  const type = pictureType(file.head)
  if (type === null) {
    await file.drop()
    throw new AppError('unsupported_media_type', businessWords.not_a_picture())
  }
  const key = contentKey(file.sha256)
  await file.keep(key)
  return putLogo(db, clock, { key, type, by })
}

export async function removeLogo({ db, clock }: LogoDeps, by: Caller): Promise<void> {
  await putLogo(db, clock, { key: null, type: null, by })
}

/** Undefined when there is none, or another by now. */
export async function logoAt(db: Db, version: string): Promise<{ key: string; type: string } | undefined> {
  const row = await db.selectFrom('business_profile').select(['logo_key', 'logo_type']).executeTakeFirstOrThrow()
  if (row.logo_key === null || row.logo_type === null || logoVersion(row.logo_key) !== version) return undefined
  return { key: row.logo_key, type: row.logo_type }
}

async function putLogo(
  db: Db,
  clock: Clock,
  { key, type, by }: { key: string | null; type: string | null; by: Caller },
): Promise<BusinessProfile> {
  return transact(db, async (tx) => {
    await tx.updateTable('business_profile').set({ logo_key: key, logo_type: type, updated_at: clock.now() }).execute()
    const action = key === null ? 'business.logo_removed' : 'business.logo_set'
    await recordAudit(tx, { actor: by, action, subject: { kind: 'business', id: null } }, clock)
    return businessProfile(tx)
  })
}
