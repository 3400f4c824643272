import type { Wording } from '@throughline/protocol/words.ts'
import { channelWords } from '@throughline/protocol/channels/words.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { isId } from '../../lib/ids.ts'
import type { SecretBox } from '../../lib/secrets.ts'
import type { ChannelBrief } from '../../record/timeline/timeline.ts'
import type { ChannelAdapter, Health } from '../contract.ts'
import type { Registry } from '../registry.ts'
import type { SendingFailure } from '../tables.ts'
import { putSecrets } from './secret-settings.ts'

/** A channel as the server works with it: parsed settings, secrets in clear. Never leaves the process. */
export interface ConfiguredChannel extends ChannelBrief {
  enabled: boolean
  adapter: ChannelAdapter
  /** Parsed by the adapter's schema. */
  settings: unknown
  /** As they were typed, without secrets. */
  openSettings: Record<string, unknown>
  secretsSet: string[]
  /** Forgotten when a setting they are bound to was changed. */
  secretsToGiveAgain: string[]
  health: (Health & { checkedAt: string }) | null
  /** Why nothing has left of late, and since when. */
  sendingFailure: SendingFailure | null
  createdAt: Date
  updatedAt: Date
}

/** Configuration is read for every message and changes a few times a year; another node's change is seen this soon. */
const freshForMs = 2000
/** Until then what was read before serves while it is read anew: those who wait may hold the connections that this needs. */
const usableForMs = 10_000

export interface ChannelStore {
  all(): Promise<ConfiguredChannel[]>
  /** Throws `not_found`. */
  byId(id: string): Promise<ConfiguredChannel>
  /** Null when there is none. Rejects when that can't be known now: nothing may be left undone for it. */
  find(id: string): Promise<ConfiguredChannel | null>
  /** Names of channels, deleted ones too: entries keep theirs. */
  briefs(ids: readonly string[]): Promise<Map<string, ChannelBrief>>
  /** Read afresh next time. */
  refresh(): void
  /** Something was configured here: reads afresh and calls the listeners. */
  changed(): Promise<void>
  onChange(listener: () => void): void
}

export function createChannelStore(deps: {
  db: Db
  clock: Clock
  registry: Registry
  secrets: SecretBox
}): ChannelStore {
  const { db, clock, registry, secrets } = deps
  let cached: Promise<{ live: Map<string, ConfiguredChannel>; briefs: Map<string, ChannelBrief> }> | null = null
  let cachedAt = 0
  const listeners: (() => void)[] = []

  function load() {
    const ageMs = clock.now().getTime() - cachedAt
    if (!cached || ageMs > usableForMs) return read()
    if (ageMs > freshForMs) void renew(cached)
    return cached
  }

  function read() {
    cachedAt = clock.now().getTime()
    const reading = readAll()
    cached = reading
    reading.catch(() => {
      if (cached === reading) cached = null
    })
    return reading
  }

  async function renew(before: typeof cached): Promise<void> {
    cachedAt = clock.now().getTime()
    const reading = readAll()
    const isRead = await reading.then(
      () => true,
      () => false,
    )
    // Something was configured meanwhile, and has been read since.
    if (cached === before) cached = isRead ? reading : null
  }

  async function readAll() {
    const rows = await db.selectFrom('channels').selectAll().orderBy('created_at').orderBy('id').execute()
    const known = new Set(registry.adapters.map((adapter) => adapter.kind))
    const live = rows.filter((row) => row.deleted_at === null && known.has(row.kind))
    return {
      briefs: new Map(rows.map(({ id, kind, name }) => [id, { id, kind, name }])),
      live: new Map(live.map((row) => [row.id, configure(row)])),
    }
  }

  function configure(row: {
    id: string
    kind: string
    name: string
    settings: Record<string, unknown>
    secrets: string | null
    secrets_to_give_again: string[]
    enabled: boolean
    health: (Health & { checkedAt: string }) | null
    sending_failure: SendingFailure | null
    created_at: Date
    updated_at: Date
  }): ConfiguredChannel {
    const adapter = registry.adapterOf(row.kind)
    const opened = openSecrets(secrets, row.id, row.secrets)
    const parsed = adapter.settings.safeParse(putSecrets(row.settings, opened ?? {}))
    return {
      id: row.id,
      kind: row.kind,
      name: row.name,
      // Settings that no longer make sense (a lost key, an older version) must not stop every other channel.
      enabled: row.enabled && parsed.success && opened !== null,
      adapter,
      settings: parsed.success ? parsed.data : null,
      openSettings: row.settings,
      secretsSet: Object.keys(opened ?? {}),
      secretsToGiveAgain: row.secrets_to_give_again,
      health: failureOf(row, { isOpen: opened !== null, isValid: parsed.success }) ?? row.health,
      sendingFailure: row.sending_failure,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    }
  }

  async function find(id: string): Promise<ConfiguredChannel | null> {
    const known = (await load()).live.get(id)
    if (known) return known
    // It may have been made on another node a moment ago.
    const made = db.selectFrom('channels').select('id').where('id', '=', id).where('deleted_at', 'is', null)
    if (!isId(id) || !(await made.executeTakeFirst())) return null
    cached = null
    return (await load()).live.get(id) ?? null
  }

  return {
    all: async () => [...(await load()).live.values()],
    find,
    async byId(id) {
      const channel = await find(id)
      if (!channel) throw new AppError('not_found', channelWords.no_such_channel())
      return channel
    },
    async briefs(ids) {
      const { briefs } = await load()
      return new Map(ids.flatMap((id) => (briefs.has(id) ? [[id, briefs.get(id)!] as const] : [])))
    },
    refresh: () => void (cached = null),
    async changed() {
      cached = null
      await load()
      for (const listener of listeners) listener()
    },
    onChange: (listener) => void listeners.push(listener),
  }
}

/** What keeps a channel from working whatever its connection last said; null when nothing does. */
function failureOf(
  row: { updated_at: Date; secrets_to_give_again: string[] },
  { isOpen, isValid }: { isOpen: boolean; isValid: boolean },
): ConfiguredChannel['health'] {
  const failing = (wording: Wording) =>
    ({ state: 'failing', ...wording, checkedAt: row.updated_at.toISOString() }) as const
  if (!isOpen) return failing(channelWords.sealed_with_other_key())
  if (!isValid) return failing(channelWords.settings_outdated())
  return row.secrets_to_give_again.length > 0 ? failing(giveAgain(row.secrets_to_give_again)) : null
}

/** For an admin, in the state of a channel and in its test. */
export function giveAgain(paths: readonly string[]): Wording {
  return paths.every((path) => path.endsWith('password'))
    ? channelWords.password_removed()
    : channelWords.secrets_removed()
}

/** Null when they cannot be opened any more. */
export function openSecrets(
  secrets: SecretBox,
  channelId: string,
  sealed: string | null,
): Record<string, string> | null {
  if (sealed === null) return {}
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- sealSecrets made it, and the seal proves it
    return JSON.parse(secrets.open(sealed, `channel:${channelId}`)) as Record<string, string>
  } catch {
    return null
  }
}

export function sealSecrets(secrets: SecretBox, channelId: string, values: Record<string, string>): string | null {
  return Object.keys(values).length === 0 ? null : secrets.seal(JSON.stringify(values), `channel:${channelId}`)
}

export async function writeHealth(db: Db | Tx, channelId: string, health: Health, at: Date): Promise<void> {
  await db
    .updateTable('channels')
    .set({ health: JSON.stringify({ ...health, checkedAt: at.toISOString() }) })
    .where('id', '=', channelId)
    .execute()
}
