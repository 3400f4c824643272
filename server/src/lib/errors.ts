import { statusByCode, type ErrorCode } from '@throughline/protocol/errors.ts'

/**
 * The one error that crosses module borders. `publicMessage` is for the one who asked: what happened, what is safe,
 * what to do. `internal` is for the log only. The code implies the HTTP status; see `protocol/src/errors.ts`.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly publicMessage: string
  readonly internal: Record<string, unknown> | undefined
  /** Further members of the problem document, such as the invalid fields. */
  readonly details: Record<string, unknown> | undefined
  /** When to try again, as the `Retry-After` of the answer. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ErrorCode,
    publicMessage: string,
    options: {
      internal?: Record<string, unknown>
      details?: Record<string, unknown>
      retryAfterSeconds?: number
      cause?: unknown
    } = {},
  ) {
    super(publicMessage, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.publicMessage = publicMessage
    this.internal = options.internal
    this.details = options.details
    this.retryAfterSeconds = options.retryAfterSeconds
  }

  get status(): number {
    return statusByCode[this.code]
  }
}

/** A setting that stops the start: one sentence that names it. */
export class SettingError extends Error {
  readonly setting: string
  constructor(setting: string, sentence: string) {
    super(sentence)
    this.name = 'SettingError'
    this.setting = setting
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The code of a PostgreSQL error (`40P01`) or a system error (`ENOENT`); undefined for any other. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
