import type { Problem } from '@throughline/protocol/errors.ts'

/** The server said no, and why: `problem.detail` is a sentence for people. */
export class ProblemError extends Error {
  readonly problem: Problem
  /** How long to wait before the next try, by the server; null when it did not say. */
  readonly retryAfterSeconds: number | null

  constructor(problem: Problem, retryAfterSeconds: number | null = null) {
    super(problem.detail)
    this.name = 'ProblemError'
    this.problem = problem
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** The server did not answer at all: offline, restarting, or something between us is broken. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('The server did not answer.', { cause })
    this.name = 'UnreachableError'
  }
}

export function isProblem(error: unknown, ...codes: Problem['code'][]): error is ProblemError {
  return error instanceof ProblemError && (codes.length === 0 || codes.includes(error.problem.code))
}
