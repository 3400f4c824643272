import type { RouteContract } from '@throughline/protocol/route.ts'
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
