import type { AsyncApiDocument } from '../../src/platform/http/asyncapi/document.ts'
import type { OpenApiDocument, Operation } from '../../src/platform/http/openapi/shape.ts'
import type { JsonSchema } from '../../src/platform/http/openapi/schemas.ts'
import { inputBreaks, outputBreaks } from './schema-breaks.ts'

export type Described = Pick<OpenApiDocument, 'paths' | 'components'> & Partial<Pick<OpenApiDocument, 'webhooks'>>

/** Everything in `after` that a program written for `before` may stumble over, one line each. */
export function breakingChanges(before: Described, after: Described): string[] {
  const calls = Object.entries(before.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, old]) => {
      const name = `${method.toUpperCase()} ${path}`
      const now = after.paths[path]?.[method]
      return now ? callBreaks(name, { old, now, before, after }) : [`${name} is gone`]
    }),
  )
  const events = Object.entries(before.webhooks ?? {}).flatMap(([type, { post: old }]) => {
    const now = after.webhooks?.[type]?.post
    if (!now) return [`event ${type} is gone`]
    return outputBreaks(side(bodyOf(old), before), side(bodyOf(now), after), `event ${type}`)
  })
  return [...calls, ...events].toSorted()
}

type Spoken = Pick<AsyncApiDocument, 'components' | 'operations'>

/** The same for the messages of WebSockets. */
export function brokenMessages(before: Spoken, after: Spoken): string[] {
  return Object.entries(before.components.messages).flatMap(([name, { payload }]) => {
    const now = after.components.messages[name]?.payload
    if (!now) return [`message ${name} is gone`]
    const breaks = name.split('.')[1] === 'receive' ? inputBreaks : outputBreaks
    return breaks(side(payload, before), side(now, after), `message ${name}`)
  })
}

interface Pair {
  old: Operation
  now: Operation
  before: Described
  after: Described
}

function callBreaks(name: string, pair: Pair): string[] {
  return [...parameterBreaks(name, pair), ...bodyBreaks(name, pair), ...answerBreaks(name, pair)]
}

function parameterBreaks(name: string, { old, now, before, after }: Pair): string[] {
  const { parameters: taken = [] } = now
  const { parameters: known = [] } = old
  const key = ({ in: place, name }: { in: string; name: string }): string => `${place} ${name}`
  const asked = taken
    .filter((parameter) => parameter.required && !known.some((one) => one.required && key(one) === key(parameter)))
    .map((parameter) => `${name} needs ${key(parameter)} now`)
  const kept = known.flatMap((parameter) => {
    const found = taken.find((one) => key(one) === key(parameter))
    if (!found) return [`${name} refuses ${key(parameter)} now`]
    return inputBreaks(side(parameter.schema, before), side(found.schema, after), `${name} ${key(parameter)}`)
  })
  return [...asked, ...kept]
}

function bodyBreaks(name: string, { old, now, before, after }: Pair): string[] {
  if (!old.requestBody) return now.requestBody?.required ? [`${name} needs a body now`] : []
  if (!now.requestBody) return [`${name} takes no body now`]
  const needed = now.requestBody.required && !old.requestBody.required ? [`${name} needs its body now`] : []
  return [...needed, ...inputBreaks(side(bodyOf(old), before), side(bodyOf(now), after), `${name} body`)]
}

function answerBreaks(name: string, { old, now, before, after }: Pair): string[] {
  return Object.entries(old.responses).flatMap(([status, answer]) => {
    const found = now.responses[status]
    if (!found) return [`${name} does not answer ${status} any more`]
    if (Number(status) >= 400) {
      const codes = found.description.split(', ')
      return answer.description
        .split(', ')
        .filter((code) => !codes.includes(code))
        .map((code) => `${name} does not answer ${code} any more`)
    }
    const [was, is] = [answer.content?.['application/json'], found.content?.['application/json']]
    if (was && !is) return [`${name} answers ${status} without its body`]
    return was && is ? outputBreaks(side(was.schema, before), side(is.schema, after), `${name} ${status}`) : []
  })
}

const bodyOf = ({ requestBody }: Operation): JsonSchema => requestBody?.content['application/json']?.schema ?? {}

const side = (schema: JsonSchema, { components }: Pick<Spoken | Described, 'components'>) => ({
  schema,
  components: components.schemas,
})
