import type { staffWords } from '@throughline/protocol/staff/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const staff: Translated<typeof staffWords> = {
  wrong_setup_token: () => 'Der Token ist nicht der des Einrichtungslinks, der beim Start ausgegeben wurde.',
  setup_done: () =>
    'Der erste Admin ist schon angelegt. Melden Sie sich an, oder bitten Sie einen Admin, Sie hinzuzufügen.',
  skill_taken: ({ name }) => `Die Fähigkeit ${name} gibt es schon.`,
  team_taken: ({ name }) => `Das Team ${name} gibt es schon.`,
  role_taken: ({ name }) => `Die Rolle ${name} gibt es schon. Wählen Sie einen anderen Namen.`,
  email_taken: ({ email }) => `Jemand mit der Adresse ${email} ist schon da.`,
  named_twice: () => 'Eine Person ist zweimal genannt.',
  named_unknown: () => 'Eine genannte Person gibt es nicht.',
  member_unknown: () => 'Eine genannte Person arbeitet hier nicht. Das Team ist, wie es war.',
  access_changed: () => 'Was Sie dürfen, wurde inzwischen geändert. Sonst wurde nichts geändert.',
  role_in_use: ({ names }) =>
    `Diese haben die Rolle: ${names.join(', ')}. Geben Sie ihnen zuerst eine andere; nichts wurde geändert.`,
  built_in_role: () => 'Die mitgelieferten Rollen bleiben, wie sie sind. Legen Sie eine eigene an.',
  no_such_role: ({ name }) => `Die Rolle ${name} gibt es nicht.`,
  grants_more: ({ permissions }) =>
    `Über Berechtigungen, die Sie selbst nicht haben, können Sie nicht entscheiden: ${permissions.join(', ')}.`,
  no_such_person: () => 'Diese Person gibt es nicht.',
  last_admin: () => 'Das ist der letzte Admin, und einer muss bleiben. Machen Sie zuerst jemand anderen zum Admin.',
  password_or_invitation: () => 'Senden Sie entweder `password` oder `invite`.',
  no_invitations: () =>
    'Von hier kann keine Mail gesendet werden, darum wurde niemand eingeladen. Vergeben Sie ein vorläufiges Passwort.',
  invitation_over: () => 'Dieser Link funktioniert nicht mehr. Bitten Sie um einen neuen.',
  invitation_to_channel: ({ email }) =>
    `${email} ist die Adresse eines Kanals: Das ganze Team sähe den Link. Es wurde nichts gesendet.`,
  invited_just_now: () => 'Vor weniger als einer Minute wurde eine Einladung gesendet. Warten Sie einen Moment.',
  has_signed_in: () => 'Diese Person kann sich schon anmelden. Es wurde nichts geändert.',
  access_is_off: () => 'Der Zugang dieser Person ist ausgeschaltet. Schalten Sie ihn zuerst ein.',
  no_such_team: () => 'Dieses Team gibt es nicht.',
  no_such_token: () => 'Diesen Token gibt es nicht.',
  token_expires_in_past: () => 'Das Ablaufdatum liegt in der Vergangenheit.',
  keeping_tokens: () => 'Token zu behalten braucht die Berechtigung tokens.manage.',
  token_not_present: () => 'Ein Token ist keine Person: Nur Personen sind anwesend.',
  not_a_photo: () => 'Ein Foto ist ein Bild in PNG, JPEG oder WebP. Nichts wurde geändert.',
  photo_too_large: ({ max }) => `Ein Foto hat höchstens ${max} Pixel auf jeder Seite. Nichts wurde geändert.`,
  no_such_photo: () => 'Dieses Foto gibt es nicht.',
  token_has_no_photo: () => 'Ein Token ist keine Person und hat kein Foto.',
  token_prefers_nothing: () => 'Ein Token ist keine Person und hat keine persönlichen Einstellungen.',
}
