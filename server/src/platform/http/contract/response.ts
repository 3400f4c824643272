import { httpWords } from '@throughline/protocol/http/words.ts'
import { membersByCode, Problem } from '@throughline/protocol/errors.ts'
import { problemsOf, type RouteContract } from '@throughline/protocol/route.ts'
import type { onSendAsyncHookHandler } from 'fastify'
import { AppError } from '../../../lib/errors.ts'
import { problemMediaType, problemOf } from '../problems.ts'
import { unknownFields } from './input.ts'

/** Holds our own answers to their contract: fields of the wrong shape, and fields that nobody promised. */
export function checkResponse(contract: RouteContract, answer: unknown): void {
  const name = `${contract.method} ${contract.path}`
  const result = contract.response!.safeParse(answer)
  if (!result.success) {
    throw new Error(`The answer of ${name} breaks its contract: ${result.error.message}`, { cause: result.error })
  }
  const extra = unknownFields(answer, result.data)
  if (extra.length > 0)
    throw new Error(`The answer of ${name} has fields that its contract does not: ${extra.join(', ')}`)
}

/**
 * The same for what leaves in the end, refusals of the platform included: its status, its code and its members. What
 * the contract does not describe is answered with 500, and says why.
 */
export function checkAnswers(contract: RouteContract): onSendAsyncHookHandler {
  const codes: ReadonlySet<string> = new Set(problemsOf(contract))
  return async (request, reply, payload) => {
    const wrong = whatIsWrong(contract, codes, reply.statusCode, payload)
    if (wrong === null) return payload
    const error = new AppError(
      'internal_error',
      httpWords.answer_against_contract({ call: `${contract.method} ${contract.path}`, wrong }),
    )
    reply.code(error.status).type(problemMediaType)
    return JSON.stringify(problemOf(error, { publicUrl: '', instance: request.id }))
  }
}

function whatIsWrong(
  contract: RouteContract,
  codes: ReadonlySet<string>,
  status: number,
  payload: unknown,
): string | null {
  if (status < 400) {
    const isDescribed = status === contract.status || (status === 200 && contract.repeatKey !== undefined)
    return isDescribed ? null : `answers ${status}, which its contract does not describe.`
  }
  if (typeof payload !== 'string' || payload === '') return null
  const given: unknown = JSON.parse(payload)
  const { data: problem } = Problem.safeParse(given)
  if (!problem) return `answers ${status} without a problem document: ${payload}`
  const { code } = problem
  if (!codes.has(code)) return `answers with ${code}, which its contract does not describe.`
  if (problem.status !== status) return `answers ${status} with the problem of ${problem.status}.`
  const allowed: readonly string[] = [
    'type',
    'title',
    'status',
    'code',
    'detail',
    'words',
    'instance',
    ...(membersByCode[code] ?? []),
  ]
  const extra = Object.keys(Object(given)).filter((member) => !allowed.includes(member))
  return extra.length === 0 ? null : `answers ${code} with members that are not described: ${extra.join(', ')}.`
}
