/** Settings and the secrets among them, told apart by dotted paths. Pure. */

type Settings = Record<string, unknown>

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

/** Puts them back. A secret whose surroundings are gone (the whole `smtp` was taken away) is gone with them. */
export function putSecrets(open: Settings, secrets: Readonly<Record<string, string>>): Settings {
  const settings = structuredClone(open)
  for (const [path, value] of Object.entries(secrets)) {
    const { parent, key } = locate(settings, path)
    if (parent) parent[key] = value
  }
  return settings
}

/** What was written replaces what was kept; a secret that was left out stays. */
export function keepSecrets(
  written: Settings,
  kept: Readonly<Record<string, string>>,
  paths: readonly string[],
): Settings {
  const { secrets } = takeSecrets(written, paths)
  return putSecrets(written, { ...kept, ...secrets })
}

function locate(settings: Settings, path: string): { parent: Settings | undefined; key: string } {
  const keys = path.split('.')
  const key = keys.pop()!
  let parent: unknown = settings
  for (const name of keys) parent = isObject(parent) ? parent[name] : undefined
  return { parent: isObject(parent) ? parent : undefined, key }
}

function isObject(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
