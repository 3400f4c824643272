import type { staffWords } from '@throughline/protocol/staff/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const staff: Translated<typeof staffWords> = {
  wrong_setup_token: () => 'Le jeton n’est pas celui du lien d’installation affiché au démarrage.',
  setup_done: () =>
    'Le premier administrateur existe déjà. Connectez-vous, ou demandez à un administrateur de vous ajouter.',
  skill_taken: ({ name }) => `La compétence ${name} existe déjà.`,
  team_taken: ({ name }) => `L’équipe ${name} existe déjà.`,
  role_taken: ({ name }) => `Le rôle ${name} existe déjà. Choisissez un autre nom.`,
  email_taken: ({ email }) => `Une personne avec l’adresse ${email} est déjà ici.`,
  named_twice: () => 'Une personne est indiquée deux fois.',
  named_unknown: () => 'Une personne indiquée n’existe pas.',
  member_unknown: () => 'Une personne indiquée ne fait pas partie de l’équipe. Rien n’a été modifié.',
  access_changed: () => 'Vos autorisations ont changé entre-temps. Rien d’autre n’a été modifié.',
  role_in_use: ({ names }) =>
    `Ces personnes ou jetons ont ce rôle : ${names.join(', ')}. Donnez-leur d’abord un autre rôle ; rien n’a été modifié.`,
  built_in_role: () => 'Les rôles fournis restent tels quels. Créez-en un à vous.',
  no_such_role: ({ name }) => `Le rôle ${name} n’existe pas.`,
  grants_more: ({ permissions }) =>
    `Vous ne pouvez pas décider d’autorisations que vous n’avez pas : ${permissions.join(', ')}.`,
  no_such_person: () => 'Cette personne n’existe pas.',
  last_admin: () =>
    'C’est le dernier administrateur, et il en faut un. Nommez d’abord quelqu’un d’autre administrateur.',
  password_or_invitation: () => 'Envoyez soit `password`, soit `invite`.',
  no_invitations: () =>
    'Aucun e-mail ne peut partir d’ici : personne n’a été invité. Donnez un mot de passe temporaire.',
  invitation_over: () => 'Ce lien ne fonctionne plus. Demandez-en un nouveau.',
  invitation_to_channel: ({ email }) =>
    `${email} est l’adresse d’un canal : toute l’équipe verrait le lien. Rien n’a été envoyé.`,
  invited_just_now: () => 'Une invitation a été envoyée il y a moins d’une minute. Patientez un peu.',
  has_signed_in: () => 'Cette personne peut déjà se connecter. Rien n’a été modifié.',
  access_is_off: () => 'L’accès de cette personne est désactivé. Activez-le d’abord.',
  no_such_team: () => 'Cette équipe n’existe pas.',
  no_such_token: () => 'Ce jeton n’existe pas.',
  token_expires_in_past: () => 'La date d’expiration est dans le passé.',
  keeping_tokens: () => 'Garder des jetons demande l’autorisation tokens.manage.',
  token_not_present: () => 'Un jeton n’est pas une personne : seules les personnes sont présentes.',
  not_a_photo: () => 'Une photo est une image PNG, JPEG ou WebP. Rien n’a été modifié.',
  photo_too_large: ({ max }) => `Une photo a au plus ${max} pixels de chaque côté. Rien n’a été modifié.`,
  no_such_photo: () => 'Cette photo n’existe pas.',
  token_has_no_photo: () => 'Un jeton n’est pas une personne : il n’a pas de photo.',
  token_prefers_nothing: () => 'Un jeton n’est pas une personne : il n’a pas de préférences.',
}
