import type { ErrorCode } from '@throughline/protocol/errors.ts'

/** A call never came to an answer: nobody knows whether it was done. Everything here may be repeated. */
export class NoAnswer extends Error {}

/** It was answered with no. */
export class Refusal extends Error {
  readonly status: number
  readonly code: ErrorCode | null
  readonly retryAfterMs: number | null

  constructor(answer: { status: number; text: string; retryAfter: string | null }) {
    const problem = problemIn(answer.text)
    super(problem.detail)
    this.status = answer.status
    this.code = problem.code
    const seconds = Number(answer.retryAfter)
    this.retryAfterMs = seconds > 0 ? seconds * 1000 : null
  }

  /** Later it may be yes. */
  get isTemporary(): boolean {
    return this.status >= 500 || this.code === 'too_many_requests'
  }
}

function problemIn(text: string): { detail: string; code: ErrorCode | null } {
  try {
    const { detail, code } = JSON.parse(text)
    return { detail: String(detail), code }
  } catch {
    // Whatever answered was not the server itself.
    return { detail: '', code: null }
  }
}
