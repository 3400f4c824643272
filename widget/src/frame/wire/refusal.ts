import type { ErrorCode } from '@throughline/protocol/errors.ts'
import type { Words as ServerCode } from '@throughline/protocol/words.ts'

/** A call never came to an answer: nobody knows whether it was done. Everything here may be repeated. */
export class NoAnswer extends Error {}

/** It was answered with no. */
export class Refusal extends Error {
  readonly status: number
  readonly code: ErrorCode | null
  /** What the server said, by code, for the language of the visitor. */
  readonly words: readonly ServerCode[]
  readonly retryAfterMs: number | null

  constructor(answer: { status: number; text: string; retryAfter: string | null }) {
    const problem = problemIn(answer.text)
    super(problem.detail)
    this.status = answer.status
    this.code = problem.code
    this.words = problem.words
    const seconds = Number(answer.retryAfter)
    this.retryAfterMs = seconds > 0 ? seconds * 1000 : null
  }

  /** Later it may be yes. */
  get isTemporary(): boolean {
    return this.status >= 500 || this.code === 'too_many_requests'
  }
}

function problemIn(text: string): { detail: string; code: ErrorCode | null; words: ServerCode[] } {
  try {
    const { detail, code, words } = JSON.parse(text)
    return { detail: String(detail), code, words: Array.isArray(words) ? words : [] }
  } catch {
    // Whatever answered was not the server itself.
    return { detail: '', code: null, words: [] }
  }
}
