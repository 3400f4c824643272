import { expect, test } from 'vitest'
import { smtpUrlWarning } from './smtp-url.ts'

test.each([
  [null, false],
  ['smtps://u:p@mail.example', false],
  ['smtp://mail.example', false],
  ['smtp://u:p@127.0.0.1:25', false],
  ['smtp://u:p@[::1]:25', false],
  ['smtp://u:p@localhost', false],
  ['smtp://u:p@mail.example:587?requireTLS=true', false],
  ['smtp://u:p@mail.example:587', true],
  ['smtp://u:p@mail.example:587?ignoreTLS=true&requireTLS=true', true],
  ['smtp://u:p@10.0.0.5', true],
])('a warning for a password in %s: %s', (url, isWarned) => {
  const warning = smtpUrlWarning(url)
  expect(warning !== null).toBe(isWarned)
  expect(warning ?? '').not.toContain(':p')
})
