import { passwordLength } from '@throughline/protocol/staff/password.ts'
import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const fr: Spoken<typeof en> = {
  staff: {
    title: 'Membres de l’équipe',
    more: 'Les personnes qui répondent.',
    add: 'Ajouter une personne',
    firstPassword: 'Mot de passe temporaire',
    firstPasswordMore: `Au moins ${passwordLength.least} caractères. La personne le change sous « Vous ».`,
    twoFactor: 'Deux facteurs',
    presence: { online: 'En ligne', away: 'Absent', offline: 'Hors ligne' },
    inactive: 'Accès désactivé',
    switchOff: 'Désactiver l’accès',
    switchOffKeepTokens: 'Désactiver l’accès, garder ses jetons d’API',
    keepTokensTitle: (name) => `Désactiver l’accès de ${name} et garder ses jetons d’API ?`,
    switchOffKeepTokensMore:
      'Les programmes qui utilisent des jetons créés par cette personne continuent de fonctionner. Vous en répondez désormais : ils ne peuvent pas faire plus que vous.',
    switchOn: 'Activer l’accès',
    added: (name) => `${name} peut maintenant se connecter.`,
    menu: (name) => `Actions pour ${name}`,
    you: 'vous',
  },
}
