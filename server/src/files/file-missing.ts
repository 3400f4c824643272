import { AppError } from '../lib/errors.ts'

export function fileMissing(key: string, cause?: unknown): AppError {
  return new AppError('not_found', 'The file is not in the store. The entry it belongs to is safe.', {
    internal: { key },
    cause,
  })
}
