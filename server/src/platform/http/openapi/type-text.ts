import { escapeHtml } from './html.ts'
import type { JsonSchema } from './schemas.ts'

/** A schema as people read types, as HTML: components are links, descriptions are comments. */
export function typeText(schema: JsonSchema, indent = ''): string {
  const { $ref, type, enum: choices, const: constant, items, properties, additionalProperties } = schema
  if ($ref) {
    const name = $ref.split('/').at(-1)!
    return `<a href="#type-${name}">${name}</a>`
  }
  const variants = schema.anyOf ?? schema.oneOf
  if (variants) return variants.map((variant) => typeText(variant, indent)).join(' | ')
  if (choices) return choices.map(literal).join(' | ')
  if (constant !== undefined) return literal(constant)
  if (Array.isArray(type)) return type.join(' | ')
  if (type === 'array') {
    const item = typeText(items ?? {}, indent)
    return item.includes(' | ') && !item.startsWith('{') ? `(${item})[]` : `${item}[]`
  }
  if (properties && Object.keys(properties).length > 0) return objectText(schema, properties, indent)
  if (typeof additionalProperties === 'object') return `{ [name]: ${typeText(additionalProperties, indent)} }`
  if (type === 'object') return 'object'
  return `${type ?? 'anything'}${limits(schema)}`
}

function objectText({ required = [] }: JsonSchema, properties: Record<string, JsonSchema>, indent: string): string {
  const inner = `${indent}  `
  const lines = Object.entries(properties).map(([name, property]) => {
    const { description, default: fallback } = property
    const comment = [description, fallback === undefined ? undefined : `Default: ${JSON.stringify(fallback)}.`]
    const note = comment.filter(Boolean).join(' ')
    const mark = required.includes(name) ? '' : '?'
    const text = `${inner}<b>${escapeHtml(name)}</b>${mark}: ${typeText(property, inner)}`
    return note ? `${text} <i>// ${escapeHtml(note)}</i>` : text
  })
  return `{\n${lines.join('\n')}\n${indent}}`
}

function limits(schema: JsonSchema): string {
  const { format, minLength, maxLength, minimum, maximum, pattern } = schema
  const parts = [
    format,
    pattern === undefined ? undefined : `like ${pattern}`,
    range(minLength, maxLength, 'characters'),
    range(minimum, maximum, ''),
  ].filter((part) => part !== undefined)
  return parts.length > 0 ? ` <small>(${escapeHtml(parts.join(', '))})</small>` : ''
}

function range(min: number | undefined, max: number | undefined, unit: string): string | undefined {
  const isOpen = max === undefined || max === Number.MAX_SAFE_INTEGER
  if (isOpen && (min === undefined || min === -Number.MAX_SAFE_INTEGER)) return undefined
  const [least, most] = [min, max].map((limit) => limit?.toLocaleString('en'))
  const text = isOpen ? `at least ${least}` : min === undefined ? `up to ${most}` : `${least} to ${most}`
  return `${text} ${unit}`.trim()
}

const literal = (value: unknown): string => escapeHtml(JSON.stringify(value))
