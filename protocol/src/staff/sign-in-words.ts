import { defineWords } from '../words.ts'

export const signInWords = defineWords('sign_in', {
  email_and_password: () => 'Send `email` and `password`.',
  too_many_passwords: ({ minutes }: { minutes: number }) =>
    `Too many wrong passwords. Try again in ${within(minutes)}.`,
  too_many_codes: ({ minutes }: { minutes: number }) => `Too many wrong codes. Try again in ${within(minutes)}.`,
  passwords_off: ({ provider }: { provider: string }) => `Passwords are switched off. Sign in with ${provider}.`,
  next_is_a_path: () => 'Send `next`, a path of the desk, or nothing.',
  provider_away: ({ provider }: { provider: string }) =>
    `${provider} cannot be reached. Nothing was changed; try again.`,
  guessable_password: () =>
    'This password is among the first that are guessed. Take a longer one, such as four words that do not belong together.',
  too_many_at_once: () => 'Too many sign-ins at once. Nothing was checked; try again in a few seconds.',
  broke: () => 'The sign-in broke on our side. Try again.',
  refused: ({ said }: { said: string }) => `${said}.`,
})

const within = (minutes: number): string => (minutes === 1 ? 'a minute' : `${minutes} minutes`)
