import { z } from 'zod'

export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: JsonSchema | boolean
  items?: JsonSchema
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  default?: unknown
  $defs?: Record<string, JsonSchema>
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  pattern?: string
  [keyword: string]: unknown
}

type Components = Record<string, JsonSchema>
type Direction = 'input' | 'output'

export interface Schemas {
  /** Every schema that was met and has an id, under its name. */
  readonly components: Components
  /** The schema, or a reference when it has an id. */
  of(schema: z.ZodType, direction: Direction): JsonSchema
  /** The schema itself, for parameters. */
  inline(schema: z.ZodType, direction: Direction): JsonSchema
}

/** JSON Schema of our zod schemas, with those that have an id gathered as components. */
export function createSchemas(): Schemas {
  const components: Components = {}

  function convert(schema: z.ZodType, direction: Direction): JsonSchema {
    // Wrapped, so that a schema with an id is referred to at the top as it is everywhere else.
    const converted = z.toJSONSchema(z.object({ it: schema }), {
      io: direction,
      // What JSON Schema cannot say (a rule in code) is left out; the server says it.
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => tidy(zodSchema._zod.def.type, jsonSchema, direction),
    })
    const { $defs = {}, properties = {} } = redirect(converted)
    for (const [id, definition] of Object.entries($defs)) components[id] = definition
    return properties['it']!
  }

  return { components, of: convert, inline: convert }
}

function tidy(type: string, schema: z.core.JSONSchema.BaseSchema, direction: Direction): void {
  delete schema['id']
  // The format says it; the pattern behind it helps nobody who reads.
  if (schema.format !== undefined) delete schema['pattern']
  // What we take is strict; what we answer may gain fields.
  if (type === 'object') {
    if (direction === 'input') schema.additionalProperties ??= false
    else delete schema.additionalProperties
  }
}

/** Plain data, with its references led to the components. */
function redirect(schema: object): JsonSchema {
  const plain: JsonSchema = JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'))
  return plain
}
