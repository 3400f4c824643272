import type { JsonSchema } from '../../src/platform/http/openapi/schemas.ts'

export interface Side {
  schema: JsonSchema
  components: Readonly<Record<string, JsonSchema>>
}

/** What was accepted and is not any more: `before` has to fit into `after`. */
export function inputBreaks(before: Side, after: Side, where: string, met: Met = new Set()): string[] {
  return compare(
    before,
    after,
    where,
    met,
    (old, now) => [
      ...Object.keys(old.properties ?? {})
        .filter((name) => now.properties?.[name] === undefined && now.additionalProperties === false)
        .map((name) => `${where}.${name} is refused now`),
      ...(now.required ?? [])
        .filter((name) => !old.required?.includes(name))
        .map((name) => `${where}.${name} has to be given now`),
      ...narrowings(old, now).map((what) => `${where} ${what}`),
      ...propertyBreaks(before, after, where, (oldSide, nowSide, at) => inputBreaks(oldSide, nowSide, at, met)),
    ],
    (old, now) => inputBreaks(old, now, where, met),
  )
}

/** What was promised and is not any more: `after` has to fit into `before`. */
export function outputBreaks(before: Side, after: Side, where: string, met: Met = new Set()): string[] {
  return compare(
    after,
    before,
    where,
    met,
    (now, old) => [
      ...Object.keys(old.properties ?? {})
        .filter((name) => now.properties?.[name] === undefined)
        .map((name) => `${where}.${name} is gone`),
      ...(old.required ?? [])
        .filter((name) => now.properties?.[name] !== undefined && !now.required?.includes(name))
        .map((name) => `${where}.${name} may be missing now`),
      // Further values of a list may come with any release; what tells variants apart may not change.
      ...(old.const !== undefined && old.const !== now.const ? [`${where} is not ${JSON.stringify(old.const)}`] : []),
      ...propertyBreaks(before, after, where, (oldSide, nowSide, at) => outputBreaks(oldSide, nowSide, at, met)),
    ],
    (now, old) => outputBreaks(old, now, where, met),
  )
}

type Met = Set<string>
type Compare = (one: JsonSchema, other: JsonSchema) => string[]

/** Each variant of the one has to fit one of the other; the types of the one have to be among those of the other. */
function compare(
  one: Side,
  other: Side,
  where: string,
  met: Met,
  same: Compare,
  again: (one: Side, other: Side) => string[],
): string[] {
  const pair = `${one.schema.$ref} ${other.schema.$ref}`
  if (one.schema.$ref && other.schema.$ref) {
    // A schema that holds itself is compared once.
    if (met.has(pair)) return []
    met.add(pair)
  }
  const [small, large] = [resolved(one), resolved(other)]
  const variants = variantsOf(small)
  if (variants) return variants.flatMap((schema) => again({ ...one, schema }, { ...other, schema: large }))
  const choices = variantsOf(large)
  if (choices) {
    const tried = choices.map((schema) => again({ ...one, schema: small }, { ...other, schema }))
    return tried.find((breaks) => breaks.length === 0) ?? tried.toSorted((a, b) => a.length - b.length)[0]!
  }
  const [types, allowed] = [typesOf(small), typesOf(large)]
  if (
    allowed &&
    (!types || types.some((type) => !allowed.includes(type) && !(type === 'integer' && allowed.includes('number'))))
  ) {
    return [`${where} is ${types?.join(' or ') ?? 'anything'}, not ${allowed.join(' or ')}`]
  }
  return same(small, large)
}

function propertyBreaks(
  before: Side,
  after: Side,
  where: string,
  again: (before: Side, after: Side, where: string) => string[],
): string[] {
  const [old, now] = [resolved(before), resolved(after)]
  const breaks = Object.entries(old.properties ?? {}).flatMap(([name, schema]) => {
    const found = now.properties?.[name]
    return found ? again({ ...before, schema }, { ...after, schema: found }, `${where}.${name}`) : []
  })
  if (!old.items || !now.items) return breaks
  return [...breaks, ...again({ ...before, schema: old.items }, { ...after, schema: now.items }, `${where}[]`)]
}

/** Values that were taken and are not any more. */
function narrowings(old: JsonSchema, now: JsonSchema): string[] {
  const [values, allowed] = [valuesOf(old), valuesOf(now)]
  const lost = allowed ? (values?.filter((value) => !allowed.includes(value)) ?? ['what is not listed']) : []
  const upper = ['maxLength', 'maximum', 'maxItems'].filter(
    (name) => limit(now, name, Infinity) < limit(old, name, Infinity),
  )
  const lower = ['minLength', 'minimum', 'minItems'].filter(
    (name) => limit(now, name, -Infinity) > limit(old, name, -Infinity),
  )
  const forms = ['pattern', 'format'].filter((name) => now[name] !== undefined && now[name] !== old[name])
  return [
    ...lost.map((value) => `does not take ${JSON.stringify(value)} now`),
    ...[...upper, ...lower, ...forms].map((name) => `has a narrower ${name}`),
  ]
}

const limit = (schema: JsonSchema, name: string, none: number): number => {
  const value = schema[name]
  return typeof value === 'number' ? value : none
}

const valuesOf = ({ const: constant, enum: values }: JsonSchema): unknown[] | undefined =>
  constant === undefined ? values : [constant]

const variantsOf = ({ anyOf, oneOf }: JsonSchema): JsonSchema[] | undefined => anyOf ?? oneOf

const typesOf = ({ type }: JsonSchema): string[] | undefined => (type === undefined ? undefined : [type].flat())

function resolved({ schema, components }: Side): JsonSchema {
  return schema.$ref ? resolved({ schema: components[schema.$ref.split('/').at(-1)!] ?? {}, components }) : schema
}
