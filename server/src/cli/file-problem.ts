import { untranslated } from '@throughline/protocol/words.ts'
import { AppError, errorCode, messageOf } from '../lib/errors.ts'

const reasonByCode: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EISDIR: 'it is a folder',
  ENOTDIR: 'what stands before it is not a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk can only be read',
}

/** What the system says about a file that the operator named, as a sentence of ours. */
export function fileProblem(file: string, verb: 'read' | 'written', error: unknown): AppError {
  const reason = reasonByCode[errorCode(error) ?? ''] ?? messageOf(error)
  return new AppError('invalid_request', untranslated(`${file} can't be ${verb}: ${reason}.`), { cause: error })
}
