import { untranslated } from '@throughline/protocol/words.ts'
import { AppError } from '../../../lib/errors.ts'

export function damaged(how: string, cause?: unknown): AppError {
  return new AppError(
    'invalid_request',
    untranslated(`The archive is damaged or not of Throughline: ${how}. Nothing was restored.`),
    {
      cause,
    },
  )
}
