import { AppError } from '../lib/errors.ts'

export function fileMissing(key: string, cause?: unknown): AppError {
  return new AppError('not_found', 'The file is not in the store. The entry it belongs to is safe.', {
    internal: { key },
    cause,
  })
}

/** Nobody holds it, as opposed to: it could not be asked for. */
export function isMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ['NoSuchKey', 'NotFound'].includes(error.name) || isMissing(error.cause)
}

export function storeFailed(key: string, cause: unknown): AppError {
  return new AppError('upstream_failed', 'The file store did not hand over the file. It is tried again when asked.', {
    internal: { key },
    cause,
  })
}
