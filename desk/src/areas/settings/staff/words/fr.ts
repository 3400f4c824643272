import { invitationDays } from '@throughline/protocol/staff/invitations.ts'
import { passwordLength } from '@throughline/protocol/staff/password.ts'
import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const fr: Spoken<typeof en> = {
  staff: {
    title: 'Membres de l’équipe',
    more: 'Les personnes qui répondent.',
    add: 'Ajouter un membre',
    firstPassword: 'Mot de passe temporaire',
    firstPasswordMore: `Au moins ${passwordLength.least} caractères. La personne le change sous « Vous ».`,
    howTheyBegin: 'Première connexion',
    byInvitation: 'Invitation par e-mail',
    byPassword: 'Mot de passe temporaire',
    invitationMore: (from) =>
      `La personne reçoit de ${from} un lien valable ${invitationDays} jours et choisit elle-même son mot de passe.`,
    noMail: 'Pour inviter par e-mail, connectez un canal qui peut envoyer des e-mails.',
    invite: 'Envoyer l’invitation',
    sendInvitation: 'Envoyer une invitation',
    sendAgain: 'Renvoyer l’invitation',
    revoke: 'Révoquer l’invitation',
    revoked: (name) => `Le lien de ${name} ne fonctionne plus.`,
    invitationSent: (email) => `Invitation envoyée à ${email}.`,
    invitationNotSent: (name) => `${name} a été ajouté, mais l’invitation n’a pas été envoyée.`,
    invitationFailed: 'L’invitation n’a pas été envoyée.',
    givePassword: 'Définir un mot de passe temporaire',
    givePasswordMore: (name) => `Communiquez-le vous-même à ${name}. Une invitation encore ouverte prend fin.`,
    passwordGiven: (name) => `${name} peut maintenant se connecter avec.`,
    invited: 'Invitation envoyée',
    notSent: 'Invitation non envoyée',
    expired: 'Invitation expirée',
    validUntil: (date) => `Le lien est valable jusqu’au ${date}.`,
    twoFactor: 'Deux facteurs',
    presence: { online: 'En ligne', away: 'Absent', offline: 'Hors ligne' },
    inactive: 'Désactivé',
    switchOff: 'Désactiver',
    switchOffKeepTokens: 'Désactiver, garder ses jetons d’API',
    keepTokensTitle: (name) => `Désactiver ${name} et garder ses jetons d’API ?`,
    switchOffKeepTokensMore:
      'Les programmes qui utilisent des jetons créés par cette personne continuent de fonctionner. Vous en répondez désormais : ils ne peuvent pas faire plus que vous.',
    switchOn: 'Réactiver',
    added: (name) => `${name} peut maintenant se connecter.`,
    menu: (name) => `Actions pour ${name}`,
    you: 'vous',
  },
}
