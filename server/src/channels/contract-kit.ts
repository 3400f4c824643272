import { expect, test } from 'vitest'
import { formSchema } from './configuring/form-schema.ts'
import { manualClock } from '../lib/clock.ts'
import { silentLogger } from '../lib/logger.ts'
import {
  ChannelError,
  type ChannelAdapter,
  type ChannelContext,
  type InboundEvent,
  type ProviderRequest,
} from './contract.ts'
import { usOf } from './us/us.ts'

/** One recorded request of a provider, and what is in it. */
export interface Recording {
  name: string
  request: ProviderRequest
  /** How many of each type of event it holds. */
  holds: Partial<Record<InboundEvent['type'], number>>
}

/** What an adapter is tried with: at least one recording of each thing its provider sends. */
export interface KitOptions<Settings> {
  adapter: ChannelAdapter<Settings>
  settings: Settings
  recordings: readonly Recording[]
  /** Requests that were tampered with, cut off or never made by the provider. */
  broken: readonly { name: string; request: ProviderRequest }[]
}

/**
 * The tests that every adapter passes, over recorded payloads: called from the adapter's own test file. What the
 * platform promises (once, in order, nothing lost) rests on these.
 */
export function testAdapterContract<Settings>(options: KitOptions<Settings>): void {
  const { adapter, settings, recordings, broken } = options
  const context = () => contextOf(settings)

  for (const { name, request, holds } of recordings) {
    test(`${name}: everything in the request is found`, async () => {
      const events = await adapter.receive(request, context())
      const counts = Object.entries(Object.groupBy(events, ({ type }) => type)).map(([type, some]) => [
        type,
        some.length,
      ])
      expect(Object.fromEntries(counts)).toEqual(holds)
    })

    test(`${name}: the same request again has the same ids, each of them once`, async () => {
      const [first, second] = [await adapter.receive(request, context()), await adapter.receive(request, context())]
      const ids = first.map(({ providerId }) => providerId)
      expect(second.map(({ providerId }) => providerId)).toEqual(ids)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.filter((id) => id === '' || id.length > 500)).toEqual([])
    })

    test(`${name}: nothing in it would be refused by the database`, async () => {
      const events = await adapter.receive(request, context())
      expect(
        JSON.stringify(events, (_key, value: unknown) => (value instanceof Uint8Array ? null : value)),
      ).not.toContain('\\u0000')
    })
  }

  for (const { name, request } of broken) {
    test(`${name}: what is broken is refused as such, or kept aside, and never half read`, async () => {
      try {
        const events = await adapter.receive(request, context())
        expect(events.filter(({ type }) => type === 'receipt')).toEqual([])
      } catch (error) {
        expect(error).toBeInstanceOf(ChannelError)
        expect(['invalid_signature', 'malformed']).toContain((error as ChannelError).kind)
      }
    })
  }

  test('settings refuse fields that they do not know', () => {
    expect(adapter.settings.safeParse({ ...settings, colour: 'red' }).success).toBe(false)
  })

  test('settings can be drawn as a form, and every secret is one of them', () => {
    const schema = formSchema(adapter.settings)
    const missing = adapter.secretSettings.filter(({ path }) => !leadsSomewhere(schema, path.split('.')))
    expect(missing).toEqual([])
  })

  test('every secret is bound to settings that exist and are open', () => {
    const schema = formSchema(adapter.settings)
    const secrets = adapter.secretSettings.map(({ path }) => path)
    const bound = adapter.secretSettings.flatMap(({ boundTo, boundWhile }) =>
      boundWhile ? [...boundTo, boundWhile.setting, ...boundWhile.boundTo] : boundTo,
    )
    expect(bound.filter((path) => !leadsSomewhere(schema, path.split('.')) || secrets.includes(path))).toEqual([])
  })

  test('every setting that names a server is bound to the secrets of its group, unless these are never sent', () => {
    const schema = formSchema(adapter.settings)
    const unbound = adapter.secretSettings.flatMap(({ path, boundTo }) =>
      boundTo.length === 0
        ? []
        : placesBeside(schema, path.split('.').slice(0, -1)).filter((place) => !boundTo.includes(place)),
    )
    expect(unbound).toEqual([])
  })
}

function contextOf<Settings>(settings: Settings): ChannelContext<Settings> {
  const kept = new Map<string, unknown>()
  return {
    channel: { id: '01900000-0000-7000-8000-000000000001', name: 'Test', settings },
    clock: manualClock('2026-01-05T08:00:00Z'),
    us: async () => usOf({ channels: [], staff: [], domains: [], groups: [] }),
    logger: silentLogger,
    state: {
      read: async (key) => kept.get(key) ?? null,
      write: async (key, value) => void kept.set(key, value),
    },
    keepInOutbox: async () => {},
  }
}

function leadsSomewhere(schema: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true
  const { properties } = schema as { properties?: Record<string, unknown> }
  return properties?.[key] !== undefined && leadsSomewhere(properties[key], rest)
}

/** The settings of a group that say where something is sent: addresses and ports of servers. */
function placesBeside(schema: unknown, group: readonly string[]): string[] {
  const { properties = {} } = group.reduce<{ properties?: Record<string, unknown> }>(
    (inner, key) => inner.properties![key] as { properties?: Record<string, unknown> },
    schema as { properties?: Record<string, unknown> },
  )
  return Object.entries(properties).flatMap(([name, property]) => {
    const isPlace =
      (property as { format?: string }).format === 'uri' || /^(host|server|port|security)$|url$/i.test(name)
    return isPlace ? [[...group, name].join('.')] : []
  })
}
