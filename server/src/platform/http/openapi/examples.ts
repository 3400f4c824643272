import type { JsonSchema } from './schemas.ts'

type Components = Readonly<Record<string, JsonSchema>>

/** A value that the schema allows and that looks like a real one: the same for the same schema. */
export function exampleOf(schema: JsonSchema, components: Components, name = ''): unknown {
  const { $ref, const: constant, enum: choices, items, properties } = schema
  if ($ref) return exampleOf(components[$ref.split('/').at(-1)!] ?? {}, components, name)
  if (Array.isArray(schema['examples'])) return schema['examples'][0]
  if (constant !== undefined) return constant
  if (choices) return choices[0]
  const variants = schema.anyOf ?? schema.oneOf
  if (variants)
    return exampleOf(
      variants.find(({ type }) => type !== 'null')!,
      components,
      name,
    )
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'array') return [exampleOf(items ?? {}, components, singular(name))]
  if (type === 'object') {
    // What is only there sometimes would make an unlikely whole; where all is optional, all of it is shown.
    const shown = Object.entries(properties ?? {}).filter(([key]) => schema.required?.includes(key) ?? true)
    return Object.fromEntries(shown.map(([key, property]) => [key, exampleOf(property, components, key)]))
  }
  if (type === 'string') return textOf(schema, name)
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, 1)
  if (type === 'boolean') return true
  return type === 'null' ? null : {}
}

function textOf({ format }: JsonSchema, name: string): string {
  return (
    (format === undefined ? undefined : byFormat[format]) ??
    byName[name.toLowerCase()] ??
    byName[lastWord(name)] ??
    'text'
  )
}

const byFormat: Record<string, string> = {
  uuid: '01941f29-7c00-7aaa-8bbb-0123456789ab',
  'date-time': '2026-03-02T08:00:00.000Z',
  email: 'robin@example.com',
  uri: 'https://orders.example.com/throughline',
  base64: 'T3JkZXIgNDcxMQ==',
}

const byName: Record<string, string> = {
  address: 'robin@example.com',
  assignment: 'Assigned to Maria.',
  cursor: 'WyJsaXN0Iix7fV0',
  email: 'robin@example.com',
  html: '<p>Where is my lamp?</p>',
  icon: 'mail',
  kind: 'email',
  label: 'At work',
  language: 'en',
  mediatype: 'text/plain',
  messageid: '<order-4711@example.com>',
  name: 'Robin Vale',
  network: '192.0.2.7',
  note: 'Wants her money back, not another lamp.',
  reason: 'Robin said so on the phone.',
  role: 'staff',
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  sentence: 'It answers a message of this issue.',
  subject: 'Where is my lamp?',
  text: 'Where is my lamp? Order 4711.',
  token: 'Shown this once',
  topic: 'delivery',
  url: '/api/v1/attachments/01941f29-7c00-7aaa-8bbb-0123456789ab',
  value: 'robin@example.com',
}

/** `displayName` → `name` */
const lastWord = (name: string): string => /(?:^|[A-Z])[a-z]*$/.exec(name)?.[0].toLowerCase() ?? name

const singular = (name: string): string => name.replace(/s$/, '')
