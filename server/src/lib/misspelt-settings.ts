import { settingNames } from './setting-names.ts'

/** Beginnings that other programs hardly use: a name with one of these is meant for us. */
const ownPrefixes = ['DRAIN_', 'OIDC_', 'RATE_LIMIT', 'SECRET_KEY', 'SMTP_', 'UPLOAD', 'VISITOR']
/** Kubernetes sets these for a service that is called, say, `smtp`. */
const ofKubernetes = /_SERVICE_(HOST|PORT)[_=]|_PORT_\d+_(TCP|UDP)|=(tcp|udp):/
const known: ReadonlySet<string> = new Set(settingNames)

/**
 * A sentence for each variable that is set, is no setting, and looks like one. Other programs' variables are not
 * mentioned, and no value is.
 */
export function misspeltSettings(env: NodeJS.ProcessEnv): string[] {
  return Object.entries(env).flatMap(([name, value]) => {
    if (!value?.trim() || known.has(name)) return []
    const meant = meantBy(name, value)
    return meant === null ? [] : [`${name} is set, and is not a setting. Did you mean ${meant}?`]
  })
}

function meantBy(name: string, value: string): string | null {
  const upper = name.toUpperCase()
  const bare = upper.replace(/^THROUGHLINE_/, '')
  if (known.has(bare)) return bare
  const near = nearest(bare, settingNames.filter(isLongEnough))
  // In a short name two letters make another word.
  if (near && near.distance <= (near.setting.length < 10 ? 1 : 2)) return near.setting
  const prefix = ownPrefixes.find((own) => bare.startsWith(own))
  if (prefix === undefined || name !== upper || ofKubernetes.test(`${name}=${value}`)) return null
  return nearest(
    bare,
    settingNames.filter((setting) => setting.startsWith(prefix)),
  )!.setting
}

/** `PORT`, `HOST` and `LAB` are too near to ordinary words. */
const isLongEnough = (setting: string): boolean => setting.length >= 8

function nearest(name: string, settings: readonly string[]): { setting: string; distance: number } | undefined {
  return settings
    .map((setting) => ({ setting, distance: editDistance(name, setting) }))
    .toSorted((one, other) => one.distance - other.distance)[0]
}

/** Letters to add, remove, change or swap with their neighbour (optimal string alignment). */
function editDistance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)]
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1]
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      row[j] = Math.min(
        rows[i - 1]![j]! + 1,
        row[j - 1]! + 1,
        rows[i - 1]![j - 1]! + (isSame ? 0 : 1),
        isSwap ? rows[i - 2]![j - 2]! + 1 : Infinity,
      )
    }
    rows.push(row)
  }
  return rows[one.length]![other.length]!
}
