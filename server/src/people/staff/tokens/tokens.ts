import { fieldWords } from '@throughline/protocol/http/field-words.ts'
import { staffWords } from '@throughline/protocol/staff/words.ts'
import { hash, randomBytes } from 'node:crypto'
import type { Permission } from '@throughline/protocol/permissions.ts'
import { recordAudit, type AuditActor } from '../../audit/audit.ts'
import { transact, type Db, type Tx } from '../../../platform/db/db.ts'
import type { Caller } from '../../../platform/http/http.ts'
import type { Clock } from '../../../lib/clock.ts'
import { AppError, fieldError } from '../../../lib/errors.ts'
import { newId } from '../../../lib/ids.ts'
import { permissionsOfRoles } from '../role-list.ts'
import { lockAccess } from '../lock-access.ts'
import { grantableRole, refuseToGrantMore } from '../roles.ts'
import type { ApiTokensTable } from '../tables.ts'
import {
  makerOf,
  permissionsOfToken,
  standingFor,
  isUsable,
  tokensMadeWith,
  tokensWithMakers,
  type TokenMaker,
  type TokenWithMaker,
} from './makers.ts'

export interface ApiToken {
  id: string
  name: string
  role: string
  createdBy: TokenMaker | null
  standsFor: { id: string; name: string } | null
  works: boolean
  permissions: Permission[]
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
    const errors = [fieldError('expiresAt', fieldWords.in_the_past())]
    throw new AppError('invalid_request', staffWords.token_expires_in_past(), { details: { errors } })
  }
  const token = `tl_${randomBytes(32).toString('base64url')}`
  return transact(db, async (tx) => {
    await lockAccess(tx, clock, by)
    await grantableRole(tx, role, by)
    const row = await insertToken(tx, clock, {
      name,
      role,
      token,
      expiresAt: endOf(expiresAt, by),
      actor: by,
    })
    const made = await tokensWithMakers(tx).where('api_tokens.id', '=', row.id).executeTakeFirstOrThrow()
    return { ...tokenOf(made, await permissionsOfRoles(tx)), token }
  })
}

/** A token made with a token expires with it at the latest. */
function endOf(expiresAt: string | undefined, { kind, endsAtMs = Infinity }: Caller): Date | null {
  const atMs = Math.min(
    expiresAt === undefined ? Infinity : Date.parse(expiresAt),
    kind === 'token' ? endsAtMs : Infinity,
  )
  return atMs === Infinity ? null : new Date(atMs)
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
    stands_for: await standingFor(tx, input.actor),
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
  const rows = await tokensWithMakers(db).orderBy('api_tokens.id', 'desc').limit(1000).execute()
  const permissionsOf = await permissionsOfRoles(db)
  return rows.map((row) => tokenOf(row, permissionsOf))
}

/**
 * Ends a token and those that were made with it: a thief who had it may have made some. The caller's own stays, so that
 * a program that has made its next token can end the one before.
 */
export async function revokeToken(db: Db, clock: Clock, { id, by }: { id: string; by: Caller }): Promise<void> {
  await transact(db, async (tx) => {
    await lockAccess(tx, clock, by)
    const family = await tokensMadeWith(tx, id)
    if (family.length === 0) throw new AppError('not_found', staffWords.no_such_token())
    const permissionsOf = await permissionsOfRoles(tx)
    const ending = family.filter((token) => token.id === id || token.id !== by.id)
    // Everybody may revoke their own token.
    for (const token of ending) if (token.id !== by.id) refuseToGrantMore(by, permissionsOf(token.role))
    const ids = ending.map((token) => token.id)
    await tx.updateTable('api_tokens').set({ revoked_at: clock.now() }).where('id', 'in', ids).execute()
    for (const { id: tokenId, name } of ending) {
      const details = { name, ...(tokenId === id ? {} : { madeWith: id }) }
      const subject = { kind: 'token', id: tokenId }
      await recordAudit(tx, { actor: by, action: 'token.revoked', subject, details }, clock)
    }
  })
}

/** A plain digest is enough for a random value; it can be indexed, and comparing it leaks nothing by timing. */
export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer')
}

function tokenOf(row: TokenWithMaker, permissionsOf: (role: string) => Permission[]): ApiToken {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    createdBy: makerOf(row),
    standsFor: row.stands_for === null ? null : { id: row.stands_for, name: row.person_name ?? '' },
    works: isUsable(row),
    permissions: permissionsOfToken(row, permissionsOf),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  }
}
