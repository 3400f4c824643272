import { systemWords } from '@throughline/protocol/system/words.ts'
import { AppError, errorCode } from '../../lib/errors.ts'

/** Nobody holds the file: no further attempt brings it back. */
export class FileMissing extends AppError {
  constructor(key: string, cause?: unknown) {
    super('not_found', systemWords.file_missing(), { internal: { key }, cause })
  }
}

/** Nobody holds it, as opposed to: it could not be asked for. */
export function isMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const isSaid =
    ['NoSuchKey', 'NotFound'].includes(error.name) || ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')
  return isSaid || isMissing(error.cause)
}

export function storeFailed(key: string, cause: unknown): AppError {
  return new AppError('upstream_failed', systemWords.file_not_handed_over(), {
    internal: { key },
    cause,
  })
}
