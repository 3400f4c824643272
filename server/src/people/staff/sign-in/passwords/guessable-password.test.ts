import { expect, test } from 'vitest'
import { isGuessable } from './guessable-password.ts'

const known = ['Ana Ferreira', 'ana.ferreira@larkspur.example', 'Larkspur Outdoor']

test.each([
  'password1234',
  'passwordpassword',
  'qwertyuiop12',
  '123456789012',
  'aaaaaaaaaaaa',
  'iloveyou1234',
  'throughline2026',
  'Larkspur2026',
  'ana.ferreira@larkspur.example',
  'Ferreira1234',
])('%s is refused, because it is easy to guess', async (password) => {
  expect(await isGuessable(password, known)).toBe(true)
})

test.each([
  'correct horse battery staple',
  'a long enough password',
  'ünïcödé wörds ärë fïnë',
  'v8Kq-2mZ_xP1r',
  '七転び八起き猫も木から落ちる',
])('%s is accepted, whatever kinds of characters are in it', async (password) => {
  expect(await isGuessable(password, known)).toBe(false)
})

test('a password of 200 characters is rated by its beginning, in bounded time', async () => {
  expect(await isGuessable('password'.repeat(25), [])).toBe(true)
  expect(await isGuessable('lantern orbit ferry quince '.repeat(8).slice(0, 200), [])).toBe(false)
})
