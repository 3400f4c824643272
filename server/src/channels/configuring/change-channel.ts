import { wordingOf } from '@throughline/protocol/http/issue-wording.ts'
import { fieldWords } from '@throughline/protocol/http/field-words.ts'
import { channelWords } from '@throughline/protocol/channels/words.ts'
import { recordAudit } from '../../people/audit/audit.ts'
import { transact, type Db, type Tx } from '../../platform/db/db.ts'
import type { Caller } from '../../platform/http/http.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError, fieldError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { changedAt, refuseUnlessAsSeen } from '../../lib/as-seen.ts'
import type { SecretBox } from '../../lib/secrets.ts'
import type { ChannelAdapter } from '../contract.ts'
import type { Registry } from '../registry.ts'
import { openSecrets, sealSecrets, type ChannelStore } from './channel-store.ts'
import { putSecrets, secretsAfter, takeSecrets } from './secret-settings.ts'

export interface ChannelDeps {
  db: Db
  clock: Clock
  secrets: SecretBox
  registry: Registry
  store: ChannelStore
}

type Settings = Record<string, unknown>

export async function createChannel(
  deps: ChannelDeps,
  {
    kind,
    name,
    settings,
    enabled,
    by,
  }: { kind: string; name: string; settings: Settings; enabled: boolean; by: Caller },
): Promise<string> {
  const adapter = deps.registry.adapterOf(kind)
  checkSettings(adapter, settings)
  const id = newId()
  const { open, secrets } = takeSecrets(settings, pathsOf(adapter))
  const now = deps.clock.now()
  await transact(deps.db, async (tx) => {
    await tx
      .insertInto('channels')
      .values({
        id,
        kind,
        name,
        settings: JSON.stringify(open),
        secrets: sealSecrets(deps.secrets, id, secrets),
        enabled,
        health: null,
        created_at: now,
        updated_at: now,
        deleted_at: null,
      })
      .execute()
    const subject = { kind: 'channel', id }
    await recordAudit(tx, { actor: by, action: 'channel.created', subject, details: { kind, name } }, deps.clock)
  })
  await deps.store.changed()
  return id
}

export async function updateChannel(
  deps: ChannelDeps,
  id: string,
  change: {
    name?: string | undefined
    settings?: Settings | undefined
    enabled?: boolean | undefined
    /** As its editor saw it. */
    was?: { updatedAt: string } | undefined
    by: Caller
  },
): Promise<void> {
  const { adapter } = await deps.store.byId(id)
  const { name, settings, enabled, by } = change
  await transact(deps.db, async (tx) => {
    const row = await lockChannel(tx, id)
    refuseUnlessAsSeen(change.was, { updatedAt: row.updated_at.toISOString() })
    const changed = settings && changeSettings(deps, adapter, row, settings)
    await tx
      .updateTable('channels')
      .set({
        ...(name === undefined ? {} : { name }),
        ...(enabled === undefined ? {} : { enabled }),
        ...(changed && {
          settings: JSON.stringify(changed.open),
          secrets: sealSecrets(deps.secrets, id, changed.secrets),
          secrets_to_give_again: changed.toGiveAgain,
        }),
        updated_at: changedAt(row.updated_at, deps.clock.now()),
      })
      .where('id', '=', id)
      .execute()
    // What was changed, never to what: settings may hold more than meets the eye.
    const details = {
      changed: Object.entries({ name, settings, enabled }).flatMap(([key, value]) =>
        value === undefined ? [] : [key],
      ),
      ...(changed && changed.toGiveAgain.length > 0 ? { secretsForgotten: changed.toGiveAgain } : {}),
    }
    const subject = { kind: 'channel', id }
    await recordAudit(tx, { actor: by, action: 'channel.updated', subject, details }, deps.clock)
  })
  await deps.store.changed()
}

/** Another may have removed it meanwhile, here or on another node. */
async function lockChannel(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('channels')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('not_found', channelWords.no_such_channel())
  return row
}

/** What is stored after the change. Refused when the channel can't be without a secret that is forgotten by it. */
function changeSettings(
  deps: ChannelDeps,
  adapter: ChannelAdapter,
  row: { id: string; settings: Settings; secrets: string | null; secrets_to_give_again: string[] },
  written: Settings,
): { open: Settings; secrets: Record<string, string>; toGiveAgain: string[] } {
  const { open, secrets: given } = takeSecrets(written, pathsOf(adapter))
  const kept = openSecrets(deps.secrets, row.id, row.secrets) ?? {}
  // A default that is spelled out, or left out, is no change. What can't be parsed is compared as it was written.
  const parsed = (settings: Settings): unknown => adapter.settings.safeParse(settings).data ?? settings
  const { secrets, toGiveAgain } = secretsAfter({
    before: parsed(putSecrets(row.settings, kept)),
    after: parsed(putSecrets(open, { ...kept, ...given })),
    kept,
    given,
    missing: row.secrets_to_give_again,
    secretSettings: adapter.secretSettings,
  })
  checkSettings(adapter, putSecrets(open, secrets), toGiveAgain)
  return { open, secrets, toGiveAgain }
}

/** The row stays, without its secrets: entries keep the name of the channel they came by. */
export async function deleteChannel(deps: ChannelDeps, id: string, by: Caller): Promise<void> {
  await deps.store.byId(id)
  await transact(deps.db, async (tx) => {
    await lockChannel(tx, id)
    await tx
      .updateTable('channels')
      .set({ deleted_at: deps.clock.now(), secrets: null, enabled: false })
      .where('id', '=', id)
      .execute()
    const subject = { kind: 'channel', id }
    await recordAudit(tx, { actor: by, action: 'channel.deleted', subject }, deps.clock)
  })
  await deps.store.changed()
}

function checkSettings(adapter: ChannelAdapter, settings: Settings, toGiveAgain: readonly string[] = []): void {
  const parsed = adapter.settings.safeParse(settings, { reportInput: true })
  if (parsed.success) return
  throw new AppError('invalid_request', channelWords.settings_refused(), {
    details: {
      errors: parsed.error.issues.map((issue) =>
        fieldError(
          ['settings', ...issue.path].join('.'),
          toGiveAgain.includes(issue.path.join('.')) ? fieldWords.give_again() : wordingOf(issue),
        ),
      ),
    },
  })
}

const pathsOf = ({ secretSettings }: ChannelAdapter): string[] => secretSettings.map(({ path }) => path)
