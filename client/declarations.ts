import type { MediaType } from '../server/src/platform/http/openapi/answers.ts'
import type { OpenApiDocument, Operation, Parameter } from '../server/src/platform/http/openapi/shape.ts'
import type { JsonSchema } from '../server/src/platform/http/openapi/schemas.ts'

/**
 * The document as TypeScript, in the form that `openapi-typescript` has made usual (`paths`, `webhooks`, `components`),
 * so that other clients made for it take these types as well. Made here, because that generator needs an older compiler.
 */
export function declarations({ paths, webhooks, components }: OpenApiDocument): string {
  const schemas = sorted(components.schemas).map(
    ([name, schema]) => `${comment(schema.description)}    ${name}: ${typeOf(schema, 2)}`,
  )
  return [
    '// Made by `node client/generate.ts` from the contracts of the server. Do not edit.\n',
    `export interface paths {\n${sorted(paths).map(pathItem).join('\n')}\n}\n`,
    `export interface webhooks {\n${sorted(webhooks).map(pathItem).join('\n')}\n}\n`,
    `export interface components {\n  schemas: {\n${schemas.join('\n')}\n  }\n}\n`,
  ].join('\n')
}

/** In an order of its own: that of the routes is the order in which their modules happen to be read. */
function sorted<T>(byName: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(byName).toSorted(([a], [b]) => (a < b ? -1 : 1))
}

function pathItem([path, methods]: [string, Record<string, Operation>]): string {
  const operations = sorted(methods).map(
    ([method, operation]) => `    /** ${operation.summary} */\n    ${method}: ${operationType(operation)}`,
  )
  return `  '${path}': {\n${operations.join('\n')}\n  }`
}

function operationType({ parameters = [], requestBody, responses }: Operation): string {
  const places = (['path', 'query', 'header'] as const).flatMap((place) => {
    const ofPlace = parameters.filter((parameter) => parameter.in === place)
    if (ofPlace.length === 0) return []
    const mark = ofPlace.some(({ required }) => required) ? '' : '?'
    return [`        ${place}${mark}: {\n${ofPlace.map(parameterType).join('\n')}\n        }`]
  })
  const body = requestBody && `      requestBody${requestBody.required ? '' : '?'}: ${contentType(requestBody.content)}`
  const answers = Object.entries(responses).map(
    ([status, { content }]) =>
      `        ${/^\d+$/.test(status) ? status : `'${status}'`}: ${content ? contentType(content) : '{ content?: never }'}`,
  )
  return [
    '{',
    places.length > 0 ? `      parameters: {\n${places.join('\n')}\n      }` : '      parameters: {}',
    ...(body ? [body] : []),
    `      responses: {\n${answers.join('\n')}\n      }`,
    '    }',
  ].join('\n')
}

function parameterType({ name, required, description, schema }: Parameter): string {
  return `${comment(description, 5)}          ${keyOf(name)}${required ? '' : '?'}: ${typeOf(schema, 5)}`
}

function contentType(content: Record<string, MediaType>): string {
  const types = Object.entries(content).map(
    ([type, { schema }]) =>
      `'${type}': ${type === 'application/octet-stream' ? 'Blob | Uint8Array' : typeOf(schema, 4)}`,
  )
  return `{ content: { ${types.join('; ')} } }`
}

function typeOf(schema: JsonSchema, depth: number): string {
  const { $ref, const: constant, enum: values, allOf, items, properties, additionalProperties } = schema
  if ($ref) return `components['schemas']['${$ref.split('/').at(-1)}']`
  if (constant !== undefined) return literal(constant)
  if (values) return values.map(literal).join(' | ')
  const variants = schema.anyOf ?? schema.oneOf
  if (variants) return variants.map((variant) => typeOf(variant, depth)).join(' | ')
  if (allOf) return allOf.map((part) => typeOf(part, depth)).join(' & ')
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type }, depth)).join(' | ')
  if (schema.type === 'array') return `(${typeOf(items ?? {}, depth)})[]`
  if (properties && Object.keys(properties).length > 0) return objectType(schema, properties, depth)
  if (typeof additionalProperties === 'object') return `{ [name: string]: ${typeOf(additionalProperties, depth)} }`
  return simple[schema.type ?? ''] ?? 'unknown'
}

const simple: Record<string, string> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
  object: 'Record<string, never>',
}

function objectType({ required }: JsonSchema, properties: Record<string, JsonSchema>, depth: number): string {
  const inner = '  '.repeat(depth + 1)
  const lines = Object.entries(properties).map(([name, schema]) => {
    const mark = required?.includes(name) ? '' : '?'
    return `${comment(schema.description, depth + 1)}${inner}${keyOf(name)}${mark}: ${typeOf(schema, depth + 1)}`
  })
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`
}

const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : JSON.stringify(value)

const keyOf = (name: string): string => (/^\w+$/.test(name) ? name : `'${name}'`)

function comment(text: string | undefined, depth = 2): string {
  return text === undefined ? '' : `${'  '.repeat(depth)}/** ${text.replaceAll('*/', '* /').replaceAll('\n', ' ')} */\n`
}
