import { hash, randomBytes } from 'node:crypto'
import { recordAudit, type AuditActor } from '../../audit/audit.ts'
import { transact, type Db, type Tx } from '../../db/db.ts'
import type { Caller } from '../../http/http.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { grantableRole } from '../roles.ts'
import type { ApiTokensTable } from '../tables.ts'

export interface ApiToken {
  id: string
  name: string
  role: string
  lastUsedAt: string | null
  expiresAt: string | null
  createdAt: string
}

/** Makes a token; its value is in the answer and nowhere else. */
export async function createToken(
  db: Db,
  clock: Clock,
  { name, role, expiresAt, by }: { name: string; role: string; expiresAt?: string | undefined; by: Caller },
): Promise<ApiToken & { token: string }> {
  if (expiresAt !== undefined && new Date(expiresAt) <= clock.now()) {
    const errors = [{ path: 'expiresAt', message: 'is in the past' }]
    throw new AppError('invalid_request', 'expiresAt is in the past.', { details: { errors } })
  }
  const token = `tl_${randomBytes(32).toString('base64url')}`
  return transact(db, async (tx) => {
    await grantableRole(tx, role, by)
    const row = await insertToken(tx, clock, {
      name,
      role,
      token,
      expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
      actor: by,
    })
    return { ...tokenOf(row), token }
  })
}

export async function insertToken(
  tx: Tx,
  clock: Clock,
  input: { name: string; role: string; token: string; expiresAt: Date | null; actor: AuditActor },
): Promise<ApiTokensTable> {
  const row: ApiTokensTable = {
    id: newId(),
    name: input.name,
    role: input.role,
    token_hash: hashToken(input.token),
    created_by: input.actor.id,
    created_at: clock.now(),
    expires_at: input.expiresAt,
    last_used_at: null,
    revoked_at: null,
  }
  await tx.insertInto('api_tokens').values(row).execute()
  const subject = { kind: 'token', id: row.id }
  const details = { name: input.name, role: input.role }
  await recordAudit(tx, { actor: input.actor, action: 'token.created', subject, details }, clock)
  return row
}

/** Those that still exist, newest first. A company has a handful; the list ends at 1,000. */
export async function listTokens(db: Db): Promise<ApiToken[]> {
  const rows = await db
    .selectFrom('api_tokens')
    .selectAll()
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1000)
    .execute()
  return rows.map(tokenOf)
}

export async function revokeToken(db: Db, clock: Clock, { id, by }: { id: string; by: Caller }): Promise<void> {
  await transact(db, async (tx) => {
    const revoked = await tx
      .updateTable('api_tokens')
      .set({ revoked_at: clock.now() })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returning('name')
      .executeTakeFirst()
    if (!revoked) throw new AppError('not_found', 'There is no such token.')
    const subject = { kind: 'token', id }
    await recordAudit(tx, { actor: by, action: 'token.revoked', subject, details: { name: revoked.name } }, clock)
  })
}

/** A plain digest is enough for a random value, is found by an index, and tells nothing by the time it takes. */
export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer')
}

function tokenOf(row: ApiTokensTable): ApiToken {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  }
}
