import { z } from 'zod'

type Schema = z.core.JSONSchema.BaseSchema
type Properties = Record<string, z.core.JSONSchema._JSONSchema>

/**
 * What the form of a channel's settings is drawn from: what an admin types in, not what comes out of the defaults. Settings
 * that differ by a choice, such as the provider, become one object: the choice, then the fields of all, of which those that
 * every choice needs are required.
 */
export function formSchema(settings: z.ZodType): Schema {
  const schema: Schema = z.toJSONSchema(settings, { io: 'input' })
  const choices = (schema.oneOf ?? schema.anyOf ?? []).flatMap((one) => (typeof one === 'object' ? [one] : []))
  const [first] = choices
  if (schema.type !== undefined || first?.properties === undefined) return schema
  const all: Properties = Object.assign({}, ...choices.toReversed().map(({ properties }) => properties))
  const names = [...new Set(choices.flatMap(({ properties }) => Object.keys(properties ?? {})))]
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, asChoice(choices, name) ?? all[name]!])),
    required: (first.required ?? []).filter((name) => choices.every(({ required }) => required?.includes(name))),
    additionalProperties: false,
  }
}

/** The property by which the choices are told apart: a word of its own in each of them. */
function asChoice(choices: readonly Schema[], name: string): Schema | null {
  const given = choices.map(({ properties }) => properties?.[name])
  const words = given.flatMap((one) => (typeof one === 'object' && typeof one.const === 'string' ? [one.const] : []))
  const [first] = given
  if (words.length < choices.length || typeof first !== 'object') return null
  const { const: _, ...rest } = first
  return { ...rest, enum: words, default: words[0]! }
}
