import { untranslated } from '@throughline/protocol/words.ts'
import { expect, test } from 'vitest'
import { AppError } from '../../lib/errors.ts'
import { appErrorOf, problemOf } from './problems.ts'

const withCode = (code: string): Error => Object.assign(new Error('secret words of a driver'), { code })

test.each([
  ['08006', 'unavailable'],
  ['57P01', 'unavailable'],
  ['53300', 'unavailable'],
  ['ECONNREFUSED', 'unavailable'],
  ['ECONNRESET', 'unavailable'],
  ['FST_ERR_CTP_BODY_TOO_LARGE', 'too_large'],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'unsupported_media_type'],
  ['23505', 'internal_error'],
  ['ENOENT', 'internal_error'],
])('an error with the code %s is told as %s', (code, expected) => {
  const error = appErrorOf(withCode(code))
  expect(error.code).toBe(expected)
  expect(error.publicMessage).not.toContain('secret')
})

test('whatever can be thrown is told as an internal error', () => {
  for (const thrown of ['text', 7, null, undefined, {}, new TypeError('x is not a function')]) {
    expect(appErrorOf(thrown).code).toBe('internal_error')
  }
})

test('a problem document holds what is public, and nothing internal', () => {
  const error = new AppError('conflict', untranslated('It is there.'), {
    internal: { row: 'secret' },
    details: { errors: [{ path: 'name', message: 'taken' }] },
    cause: new Error('secret'),
  })
  expect(problemOf(error, { publicUrl: 'https://help.example.com', instance: '7' })).toEqual({
    type: 'https://help.example.com/api/docs#problem-conflict',
    title: 'In conflict with what is there',
    status: 409,
    code: 'conflict',
    detail: 'It is there.',
    words: [],
    instance: '7',
    errors: [{ path: 'name', message: 'taken' }],
  })
})
