/**
 * Reads the JSON Schema of a channel's settings into the fields of a form. It knows what forms need: text, numbers,
 * switches, choices, lists of words, groups of fields. What it does not know is edited as JSON.
 */
export type SchemaField = {
  /** Dotted, as in `smtp.password`. */
  path: string
  title: string
  description: string | null
  isRequired: boolean
  initial: unknown
} & (
  | { kind: 'text' | 'long-text'; inputType: 'text' | 'email' | 'url' }
  | { kind: 'secret' }
  | { kind: 'number'; min?: number; max?: number }
  | { kind: 'switch' }
  /** A switch that may also be left to the server. */
  | { kind: 'tri-state' }
  | { kind: 'choice'; options: string[] }
  | { kind: 'list' }
  | { kind: 'group'; fields: SchemaField[]; isOptional: boolean }
  | { kind: 'json' }
)

type Schema = Record<string, unknown>

export function schemaFields(schema: unknown, secrets: readonly string[], prefix = ''): SchemaField[] {
  if (!isObject(schema) || !isObject(schema.properties)) return []
  const required = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(schema.properties).flatMap(([name, property]) =>
    isObject(property) ? [fieldOf(name, property, { secrets, prefix, isRequired: required.includes(name) })] : [],
  )
}

interface Place {
  secrets: readonly string[]
  prefix: string
  isRequired: boolean
}

function fieldOf(name: string, schema: Schema, { secrets, prefix, isRequired }: Place): SchemaField {
  const path = `${prefix}${name}`
  const base = {
    path,
    title: typeof schema.title === 'string' ? schema.title : spoken(name),
    description: typeof schema.description === 'string' ? schema.description : null,
    isRequired,
    initial: schema.default,
  }
  if (secrets.includes(path) || schema.writeOnly === true) return { ...base, kind: 'secret' }
  if (Array.isArray(schema.enum) && schema.enum.every((option) => typeof option === 'string')) {
    return { ...base, kind: 'choice', options: schema.enum }
  }
  switch (schema.type) {
    case 'string':
      return { ...base, kind: isLong(schema) ? 'long-text' : 'text', inputType: inputTypeOf(schema) }
    case 'number':
    case 'integer':
      return {
        ...base,
        kind: 'number',
        ...(typeof schema.minimum === 'number' ? { min: schema.minimum } : {}),
        ...(typeof schema.maximum === 'number' ? { max: schema.maximum } : {}),
      }
    case 'boolean':
      return { ...base, kind: isRequired || typeof schema.default === 'boolean' ? 'switch' : 'tri-state' }
    case 'array':
      if (isObject(schema.items) && schema.items.type === 'string') return { ...base, kind: 'list' }
      return { ...base, kind: 'json' }
    case 'object': {
      const fields = schemaFields(schema, secrets, `${path}.`)
      if (fields.length === 0) return { ...base, kind: 'json' }
      return { ...base, kind: 'group', fields, isOptional: !isRequired && schema.default === undefined }
    }
    default:
      return { ...base, kind: 'json' }
  }
}

function isLong(schema: Schema): boolean {
  return schema.format === 'textarea' || schema.format === 'multiline'
}

function inputTypeOf(schema: Schema): 'text' | 'email' | 'url' {
  if (schema.format === 'email') return 'email'
  return schema.format === 'uri' || schema.format === 'url' ? 'url' : 'text'
}

/** `senderName` → "Sender name" */
function spoken(name: string): string {
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').replaceAll(/[_-]+/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
