import type { signInWords } from '@throughline/protocol/staff/sign-in-words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const signIn: Translated<typeof signInWords> = {
  email_and_password: () => 'Senden Sie `email` und `password`.',
  too_many_passwords: ({ minutes }) =>
    `Zu viele falsche Passwörter. Versuchen Sie es in ${within(minutes)} noch einmal.`,
  too_many_codes: ({ minutes }) => `Zu viele falsche Codes. Versuchen Sie es in ${within(minutes)} noch einmal.`,
  passwords_off: ({ provider }) => `Passwörter sind ausgeschaltet. Melden Sie sich mit ${provider} an.`,
  next_is_a_path: () => 'Senden Sie `next`, eine Adresse in dieser Anwendung, oder nichts.',
  provider_away: ({ provider }) =>
    `${provider} ist nicht zu erreichen. Nichts wurde geändert; versuchen Sie es noch einmal.`,
  guessable_password: () =>
    'Dieses Passwort wird als eines der ersten geraten. Nehmen Sie ein längeres, etwa vier Wörter, die nicht zusammengehören.',
  too_many_at_once: () =>
    'Zu viele Anmeldungen auf einmal. Nichts wurde geprüft; versuchen Sie es in ein paar Sekunden noch einmal.',
  broke: () => 'Bei der Anmeldung ging auf unserer Seite etwas schief. Versuchen Sie es noch einmal.',
  refused: ({ said }) => `Die Anmeldung wurde abgelehnt: „${said}“.`,
}

const within = (minutes: number): string => (minutes === 1 ? 'einer Minute' : `${minutes} Minuten`)
