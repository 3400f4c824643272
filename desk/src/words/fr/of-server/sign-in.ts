import type { signInWords } from '@throughline/protocol/staff/sign-in-words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const signIn: Translated<typeof signInWords> = {
  email_and_password: () => 'Envoyez `email` et `password`.',
  too_many_passwords: ({ minutes }) => `Trop de mots de passe incorrects. Réessayez dans ${within(minutes)}.`,
  too_many_codes: ({ minutes }) => `Trop de codes incorrects. Réessayez dans ${within(minutes)}.`,
  passwords_off: ({ provider }) => `Les mots de passe sont désactivés. Connectez-vous avec ${provider}.`,
  next_is_a_path: () => 'Envoyez `next`, un chemin de cette application, ou rien.',
  provider_away: ({ provider }) => `${provider} est injoignable. Rien n’a été modifié ; réessayez.`,
  guessable_password: () =>
    'Ce mot de passe est parmi les premiers que l’on devine. Prenez-en un plus long, par exemple quatre mots sans rapport.',
  too_many_at_once: () => 'Trop de connexions à la fois. Rien n’a été vérifié ; réessayez dans quelques secondes.',
  broke: () => 'La connexion a échoué de notre côté. Réessayez.',
  refused: ({ said }) => `La connexion a été refusée : « ${said} ».`,
}

const within = (minutes: number): string => (minutes === 1 ? 'une minute' : `${minutes} minutes`)
