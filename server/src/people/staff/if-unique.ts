import { staffWords } from '@throughline/protocol/staff/words.ts'
import { AppError, errorCode } from '../../lib/errors.ts'

/** Says in words what PostgreSQL says with 23505 (a value that must be unique) and 23503 (a reference to nothing). */
export async function ifUnique<T>(work: Promise<T>, exists: () => AppError): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (errorCode(error) === '23505') throw exists()
    if (errorCode(error) === '23503') throw new AppError('invalid_request', staffWords.named_unknown())
    throw error
  }
}
