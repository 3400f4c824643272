import type { RouteContract } from '@throughline/protocol/route.ts'
import type { z } from 'zod'
import { answers } from './answers.ts'
import type { Operation, Parameter } from './shape.ts'
import type { Schemas } from './schemas.ts'

/** One call, as its contract says. */
export function operation(name: string, contract: RouteContract, schemas: Schemas): Operation {
  const parameters = [
    ...parametersOf(contract.params, 'path', schemas),
    ...parametersOf(contract.query, 'query', schemas),
    ...repeatHeader(contract),
  ]
  return {
    operationId: name,
    tags: [contract.tag],
    summary: contract.summary,
    ...(contract.deprecated === undefined ? {} : { deprecated: true }),
    description: [contract.deprecated, contract.description, accessSentence(contract)].filter(Boolean).join('\n\n'),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...requestBody(contract, schemas),
    responses: answers(contract, schemas),
    ...(contract.access === 'public' ? { security: [] } : {}),
  }
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query', schemas: Schemas): Parameter[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemas.inline(schema, 'input')
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }))
}

function repeatHeader({ repeatKey }: RouteContract): Parameter[] {
  if (repeatKey === undefined) return []
  const description = `Stands for \`${repeatKey}\` where the body has none.`
  return [{ name: 'Idempotency-Key', in: 'header', required: false, description, schema: { type: 'string' } }]
}

function requestBody({ body, example, upload }: RouteContract, schemas: Schemas): Pick<Operation, 'requestBody'> {
  if (upload) return { requestBody: { required: true, content: { 'application/octet-stream': { schema: {} } } } }
  if (!body) return {}
  const json = { schema: schemas.of(body, 'input'), ...(example === undefined ? {} : { example }) }
  return { requestBody: { required: !body.safeParse(undefined).success, content: { 'application/json': json } } }
}

function accessSentence({ access, alsoNeeds = [] }: RouteContract): string {
  if (access === 'public') return 'Needs no sign-in.'
  if (access === 'signed-in') return 'Any role may call it.'
  const needed = [access, ...alsoNeeds].map((permission) => `\`${permission}\``)
  return needed.length === 1 ? `Needs the permission ${needed[0]}.` : `Needs the permissions ${needed.join(' and ')}.`
}
