import { isDeepStrictEqual } from 'node:util'
import type { SecretSetting } from '../contract.ts'

/** Settings and the secrets among them, which dotted paths name. Pure. */

type Settings = Record<string, unknown>
type Secrets = Readonly<Record<string, string>>

/** Takes the secrets out. Empty ones count as not set. */
export function takeSecrets(
  settings: Settings,
  paths: readonly string[],
): { open: Settings; secrets: Record<string, string> } {
  const open = structuredClone(settings)
  const secrets: Record<string, string> = {}
  for (const path of paths) {
    const { parent, key } = locate(open, path)
    const value = parent?.[key]
    if (typeof value === 'string' && value !== '') secrets[path] = value
    if (parent) delete parent[key]
  }
  return { open, secrets }
}

/** Puts them back. A secret whose group was removed (all of `smtp`) is removed with it. */
export function putSecrets(open: Settings, secrets: Secrets): Settings {
  const settings = structuredClone(open)
  for (const [path, value] of Object.entries(secrets)) {
    const { parent, key } = locate(settings, path)
    if (parent) parent[key] = value
  }
  return settings
}

export interface SettingsChange {
  /** The settings as they were and as they will be, with defaults filled in: those decide where a secret goes. */
  before: unknown
  after: unknown
  /** The secrets that are stored. */
  kept: Secrets
  /** The secrets that came with the change. */
  given: Secrets
  /** Deleted by an earlier change, and not given since. */
  missing: readonly string[]
  secretSettings: readonly SecretSetting[]
}

/**
 * Which secrets survive a change of settings. One that was given replaces the stored one. One that was left out stays, as
 * long as no setting it is bound to has changed; otherwise it is deleted, and has to be given again.
 */
export function secretsAfter(change: SettingsChange): { secrets: Record<string, string>; toGiveAgain: string[] } {
  const { before, after, kept, given, missing, secretSettings } = change
  const secrets: Record<string, string> = {}
  const toGiveAgain: string[] = []
  for (const setting of secretSettings) {
    const { path } = setting
    // Its group was removed: nothing is left to send it to.
    if (!locate(after, path).parent) continue
    const known = given[path] ?? (hasMoved(setting, before, after) ? undefined : kept[path])
    if (known !== undefined) secrets[path] = known
    else if (kept[path] !== undefined || missing.includes(path)) toGiveAgain.push(path)
  }
  return { secrets, toGiveAgain }
}

function hasMoved({ boundTo, boundWhile }: SecretSetting, before: unknown, after: unknown): boolean {
  const isSentThere = boundWhile !== undefined && valueAt(after, boundWhile.setting) === boundWhile.is
  const bound = isSentThere ? [...boundTo, boundWhile.setting, ...boundWhile.boundTo] : boundTo
  return bound.some((path) => !isDeepStrictEqual(valueAt(before, path), valueAt(after, path)))
}

function valueAt(settings: unknown, path: string): unknown {
  const { parent, key } = locate(settings, path)
  return parent?.[key]
}

function locate(settings: unknown, path: string): { parent: Settings | undefined; key: string } {
  const keys = path.split('.')
  const key = keys.pop()!
  let parent: unknown = settings
  for (const name of keys) parent = isObject(parent) ? parent[name] : undefined
  return { parent: isObject(parent) ? parent : undefined, key }
}

function isObject(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
