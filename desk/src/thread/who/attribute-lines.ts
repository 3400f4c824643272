import type { Attributes } from '@throughline/protocol/primitives.ts'

/** One line of the form. */
export interface AttributeLine {
  key: string
  name: string
  value: string
}

export function attributeLines(attributes: Attributes): AttributeLine[] {
  return Object.entries(attributes).map(([name, value]) => ({ key: name, name, value: written(value) }))
}

/** What is sent to the server: changed lines, and null for those that went. Types are kept where they still fit. */
export function attributeChanges(before: Attributes, lines: AttributeLine[]): Attributes {
  const named = lines.filter((line) => line.name.trim() !== '')
  const after = new Map(named.map((line) => [line.name.trim(), line.value.trim()]))
  const changes: Attributes = {}
  for (const name of Object.keys(before)) if (!after.has(name)) changes[name] = null
  for (const [name, value] of after) {
    const known = before[name]
    if (known === undefined || written(known) !== value) changes[name] = read(value, known)
  }
  return changes
}

/** What stood there before the changes; null for what was not there. */
export function seenOf(before: Attributes, changes: Attributes): Attributes {
  return Object.fromEntries(Object.keys(changes).map((name) => [name, before[name] ?? null]))
}

function written(value: Attributes[string]): string {
  return Array.isArray(value) ? value.join(', ') : String(value ?? '')
}

function read(value: string, like: Attributes[string] | undefined): Attributes[string] {
  if (Array.isArray(like)) return value.split(',').map((part) => part.trim())
  if (typeof like === 'number' && value !== '' && Number.isFinite(Number(value))) return Number(value)
  if (typeof like === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return value
}
