import type { SchemaField } from './schema-fields.ts'

/**
 * What the form holds: one value per dotted path. A group that may be left out has a value of its own: whether it is
 * in use. Turning settings into these and back is pure, so that what is saved is what was shown.
 */
export type SchemaValues = Record<string, unknown>

export function valuesOf(fields: SchemaField[], settings: unknown): SchemaValues {
  const values: SchemaValues = {}
  for (const field of fields) {
    const held = at(settings, lastName(field.path))
    switch (field.kind) {
      case 'group':
        if (field.isOptional) values[field.path] = held !== undefined
        Object.assign(values, valuesOf(field.fields, held ?? field.initial))
        break
      case 'secret':
        // Never read back; written only to replace it.
        values[field.path] = ''
        break
      case 'json':
        values[field.path] = JSON.stringify(held ?? field.initial, null, 2) ?? ''
        break
      case 'switch':
        values[field.path] = held ?? field.initial ?? false
        break
      case 'tri-state':
        values[field.path] = held ?? null
        break
      case 'list':
        values[field.path] = held ?? field.initial ?? []
        break
      default:
        values[field.path] = held ?? field.initial ?? ''
    }
  }
  return values
}

/** The settings to save: what was left empty is left out, and an unwritten secret stays as it is. */
export function settingsOf(fields: SchemaField[], values: SchemaValues): Record<string, unknown> {
  const settings: Record<string, unknown> = {}
  for (const field of fields) {
    const value = valueToSave(field, values)
    if (value !== undefined) settings[lastName(field.path)] = value
  }
  return settings
}

function valueToSave(field: SchemaField, values: SchemaValues): unknown {
  const value = values[field.path]
  switch (field.kind) {
    case 'group':
      return field.isOptional && value !== true ? undefined : settingsOf(field.fields, values)
    case 'number':
      return value === '' || value === null ? undefined : Number(value)
    case 'tri-state':
      return value ?? undefined
    case 'json':
      return parsed(value)
    case 'text':
    case 'long-text':
    case 'secret':
    case 'choice':
      return value === '' || value === null ? undefined : value
    default:
      return value
  }
}

/** What is wrong before the server is asked, by path. Groups that are not in use cannot be wrong. */
export function problemsOf(
  fields: SchemaField[],
  values: SchemaValues,
  words: { required: string; notNumber: string; notJson: string },
  secretsSet: readonly string[] = [],
): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const field of fields) {
    const value = values[field.path]
    if (field.kind === 'group') {
      if (!field.isOptional || value === true) {
        Object.assign(problems, problemsOf(field.fields, values, words, secretsSet))
      }
      continue
    }
    const isEmpty = value === '' || value === null || value === undefined
    if (field.isRequired && isEmpty && !secretsSet.includes(field.path)) problems[field.path] = words.required
    else if (field.kind === 'number' && !isEmpty && !Number.isFinite(Number(value))) {
      problems[field.path] = words.notNumber
    } else if (field.kind === 'json' && parsed(value) === undefined && !isEmpty) problems[field.path] = words.notJson
  }
  return problems
}

/** The fields, of all groups, whose values are others in `theirs`; as text. Secrets are never read back, so they are the same. */
export function differencesIn(
  fields: SchemaField[],
  ours: SchemaValues,
  theirs: SchemaValues,
): { title: string; theirs: string }[] {
  return fields.flatMap((field) => {
    const value = theirs[field.path]
    const isSame = JSON.stringify(ours[field.path]) === JSON.stringify(value)
    const own = isSame || field.kind === 'secret' ? [] : [{ title: field.title, theirs: shown(value) }]
    return field.kind === 'group' ? [...own, ...differencesIn(field.fields, ours, theirs)] : own
  })
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'string' ? value : (JSON.stringify(value ?? '') ?? '')
}

function parsed(text: unknown): unknown {
  try {
    const value: unknown = JSON.parse(String(text))
    return value ?? undefined
  } catch {
    return undefined
  }
}

function at(settings: unknown, name: string): unknown {
  return typeof settings === 'object' && settings !== null ? Reflect.get(settings, name) : undefined
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}
