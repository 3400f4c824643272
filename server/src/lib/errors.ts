import { channelWords } from '@throughline/protocol/channels/words.ts'
import { statusByCode, type ErrorCode, type FieldProblem } from '@throughline/protocol/errors.ts'
import { joinWordings, type Wording, type Words } from '@throughline/protocol/words.ts'

/**
 * The one error that crosses module borders. Its wording is for the one who asked: what happened, what is safe, what to
 * do, as a code of a registry (`protocol/src/<domain>/words.ts`) and in English. `internal` is for the log only. The code
 * implies the HTTP status; see `protocol/src/errors.ts`.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  /** In English. */
  readonly publicMessage: string
  /** The same as codes; none for what only operators read on the command line. */
  readonly words: Words[]
  readonly internal: Record<string, unknown> | undefined
  /** Further members of the problem document, such as the invalid fields. */
  readonly details: Record<string, unknown> | undefined
  /** When to try again, as the `Retry-After` of the answer. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ErrorCode,
    wording: Wording,
    options: {
      internal?: Record<string, unknown>
      details?: Record<string, unknown>
      retryAfterSeconds?: number
      cause?: unknown
    } = {},
  ) {
    super(wording.sentence, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.publicMessage = wording.sentence
    this.words = wording.words
    this.internal = options.internal
    this.details = options.details
    this.retryAfterSeconds = options.retryAfterSeconds
  }

  get wording(): Wording {
    return { sentence: this.publicMessage, words: this.words }
  }

  get status(): number {
    return statusByCode[this.code]
  }
}

/** What is wrong with one field, for `details: { errors }`. */
export function fieldError(path: string, { sentence, words }: Wording): FieldProblem {
  return { path, message: sentence, words }
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

/** What an error says: in words of ours, or as it says it itself, which is then a quotation. */
export function wordingOf(error: unknown): Wording {
  const own: unknown = error instanceof Error ? Reflect.get(error, 'wording') : undefined
  return isWording(own) ? quotedUnlessOurs(own) : channelWords.outside({ said: messageOf(error) })
}

/** What failed, and why: in words of ours where the error has them, else as a quotation. */
export function because(
  error: unknown,
  what: { alone: () => Wording; quoting: (params: { reason: string }) => Wording },
): Wording {
  const own: unknown = error instanceof Error ? Reflect.get(error, 'wording') : undefined
  return isWording(own) && own.words.length > 0
    ? joinWordings(what.alone(), own)
    : what.quoting({ reason: messageOf(error) })
}

/** Quotes a text that has no code, so that the sentences around it can still be translated. */
export function quotedUnlessOurs(wording: Wording): Wording {
  return wording.words.length > 0 ? wording : channelWords.outside({ said: wording.sentence })
}

function isWording(value: unknown): value is Wording {
  return typeof value === 'object' && value !== null && 'sentence' in value && 'words' in value
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The code of a PostgreSQL error (`40P01`) or a system error (`ENOENT`); undefined for any other. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
