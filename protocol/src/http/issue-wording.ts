import type { z } from 'zod'
import { untranslated, wordsOfMessage, type Words, type Wording } from '../words.ts'
import { fieldWords } from './field-words.ts'

/** What Zod found wrong with a field, in our words. `reportInput` tells a missing field from one of a wrong type. */
export function wordingOf(issue: z.core.$ZodIssue): Wording {
  const ownWords = wordsOfMessage(issue.message)
  if (ownWords.length > 0) return { sentence: issue.message, words: ownWords }
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? fieldWords.missing() : fieldWords.wrong_type({ expected: issue.expected })
    case 'too_small':
      return atLeast(issue)
    case 'too_big':
      return atMost(issue)
    case 'invalid_format':
      return fieldWords.wrong_format({ format: issue.format })
    case 'invalid_value':
      return fieldWords.wrong_value({ values: issue.values.map(String) })
    case 'unrecognized_keys':
      return fieldWords.no_such_field()
    case 'invalid_union':
      return fieldWords.unfit()
    case 'custom':
      return { sentence: issue.message, words: wordsIn(issue.params) }
    default:
      return untranslated(issue.message)
  }
}

/** For `addIssue`: a check whose words have values. */
export function customIssue({ sentence, words }: Wording): {
  code: 'custom'
  message: string
  params: { words: Words[] }
} {
  return { code: 'custom', message: sentence, params: { words } }
}

function wordsIn(params: Record<string, unknown> | undefined): Words[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- put there by `customIssue`
  return (params?.['words'] ?? []) as Words[]
}

function atLeast({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): Wording {
  const min = Number(minimum)
  if (origin === 'string') return fieldWords.too_short({ min })
  if (origin === 'array' || origin === 'set') return fieldWords.too_few({ min })
  return inclusive === false ? fieldWords.not_above({ min }) : fieldWords.too_small({ min })
}

function atMost({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig): Wording {
  const max = Number(maximum)
  if (origin === 'string') return fieldWords.too_long({ max })
  if (origin === 'array' || origin === 'set') return fieldWords.too_many({ max })
  return inclusive === false ? fieldWords.not_below({ max }) : fieldWords.too_big({ max })
}
