import { AppError, errorCode } from '../../lib/errors.ts'

/** Nobody holds the file: no further attempt brings it back. */
export class FileMissing extends AppError {
  constructor(key: string, cause?: unknown) {
    super('not_found', 'The file is not in the store. The entry it belongs to is safe.', { internal: { key }, cause })
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
  return new AppError('upstream_failed', 'The file store did not hand over the file. It is tried again when asked.', {
    internal: { key },
    cause,
  })
}
