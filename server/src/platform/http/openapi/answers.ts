import { fieldWords } from '@throughline/protocol/http/field-words.ts'
import { fieldError } from '../../../lib/errors.ts'
import { membersByCode, statusByCode, type ErrorCode } from '@throughline/protocol/errors.ts'
import { problemsOf, type RouteContract } from '@throughline/protocol/route.ts'
import { titleByCode } from '../problems.ts'
import { exampleOf } from './examples.ts'
import type { JsonSchema, Schemas } from './schemas.ts'

export interface MediaType {
  schema: JsonSchema
  example?: unknown
  examples?: Record<string, { $ref: string }>
}

export interface Header {
  description: string
  required?: boolean
  schema: JsonSchema
}

export type Responses = Record<
  string,
  { description: string; headers?: Record<string, { $ref: string }>; content?: Record<string, MediaType> }
>

export const headers: Record<string, Header> = {
  'X-Request-Id': {
    description: 'The number under which the log knows the request.',
    required: true,
    schema: { type: 'string' },
  },
  'Retry-After': { description: 'In how many seconds to try again.', schema: { type: 'integer', minimum: 0 } },
  'WWW-Authenticate': { description: 'How to sign in.', schema: { type: 'string' } },
  'Accept-Encoding': {
    description: 'With an encoding that is not read: which ones are.',
    schema: { type: 'string' },
  },
}

/** Every answer that a call may give: what it makes, what it says to a repetition, and each problem by its status. */
export function answers(contract: RouteContract, schemas: Schemas): Responses {
  const made = success(contract, schemas)
  const again = { ...made, description: 'This was done before: the same as the first time. Nothing was changed.' }
  return {
    ...(contract.repeatKey === undefined ? {} : { 200: again }),
    [contract.status]: made,
    ...failures(contract),
  }
}

function success({ response, status }: RouteContract, schemas: Schemas): Responses[string] {
  const always = { headers: refsOf(['X-Request-Id']) }
  if (status === 204) return { description: 'Done; there is nothing to say.', ...always }
  if (!response) {
    return { description: 'The bytes.', ...always, content: { 'application/octet-stream': { schema: {} } } }
  }
  const schema = schemas.of(response, 'output')
  const example = exampleOf(schema, schemas.components)
  return { description: 'Done.', ...always, content: { 'application/json': { schema, example } } }
}

const headersByStatus: Readonly<Record<number, readonly string[]>> = {
  401: ['WWW-Authenticate'],
  408: ['Retry-After'],
  415: ['Accept-Encoding'],
  429: ['Retry-After'],
  503: ['Retry-After'],
  507: ['Retry-After'],
}

function failures(contract: RouteContract): Responses {
  const byStatus = Object.groupBy(problemsOf(contract), (code) => statusByCode[code])
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, codes]) => [
      status,
      {
        description: codes.join(', '),
        headers: refsOf(['X-Request-Id', ...(headersByStatus[Number(status)] ?? [])]),
        content: {
          'application/problem+json': {
            schema: {
              allOf: [
                { $ref: '#/components/schemas/Problem' },
                { properties: { code: { enum: [...codes] } }, required: ['code'] },
              ],
            },
            examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
          },
        },
      },
    ]),
  )
}

const refsOf = (names: readonly string[]): Record<string, { $ref: string }> =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))

/** One of each problem, under its code. */
export function problemExamples(codes: readonly ErrorCode[], publicUrl: string): Record<string, { value: unknown }> {
  return Object.fromEntries(codes.map((code) => [code, { value: problemExample(code, publicUrl) }]))
}

function problemExample(code: ErrorCode, publicUrl: string): object {
  const members = (membersByCode[code] ?? []).map((name) => [name, exampleByMember[name]])
  return {
    type: `${publicUrl}/api/docs#problem-${code}`,
    title: titleByCode[code],
    status: statusByCode[code],
    code,
    detail: `${titleByCode[code]}. Nothing was changed.`,
    words: [],
    instance: '8s0d1f2g3h4j-2n',
    ...Object.fromEntries(members),
  }
}

const exampleByMember: Record<string, unknown> = {
  errors: [fieldError('name', fieldWords.missing())],
  customerId: '01941f29-7c00-7aaa-8bbb-0123456789ab',
  identityId: '01941f29-7c00-7aaa-8bbb-0123456789ac',
  changed: ['subject'],
  mergedIntoId: '01941f29-7c00-7aaa-8bbb-0123456789ad',
}
