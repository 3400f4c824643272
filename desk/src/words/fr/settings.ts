import { passwordLength } from '@throughline/protocol/staff/password.ts'
import type { settings as english } from '../en/settings.ts'
import type { Spoken } from '../spoken.ts'

export const settings: Spoken<typeof english> = {
  settings: {
    title: 'Réglages',
    pageTitle: 'Réglages · Throughline',
    label: 'Réglages',
    groups: {
      company: 'Espace de travail',
      channels: 'Canaux',
      people: 'Personnes',
      programs: 'Développeurs',
      security: 'Sécurité',
    },
    choose: 'Choisissez ce que vous voulez régler',
    nothingAllowed: 'Votre rôle n’a pas de réglages. Les vôtres se trouvent sous « Vous ».',
  },
  people: {
    role: 'Rôle',
    roleNames: { admin: 'Administrateur', lead: 'Responsable', staff: 'Agent', readonly: 'Lecture seule' },
  },
  fields: {
    nameMissing: 'Saisissez un nom.',
    emailWrong: 'Saisissez une adresse e-mail complète.',
    passwordShort: `Au moins ${passwordLength.least} caractères.`,
    code: 'Code à six chiffres',
    codeWrong: 'Ce code est incorrect ou n’est plus valable. Saisissez celui que votre application affiche maintenant.',
  },
  form: {
    auto: 'Automatique',
    yes: 'Oui',
    no: 'Non',
    secretSet: 'Défini. Écrivez pour le remplacer.',
    secretEmpty: 'Non défini.',
    secretAgain: 'Saisissez-le de nouveau : le serveur a changé.',
    listHint: 'Entrée après chaque élément.',
    required: 'Ce champ est obligatoire.',
    notNumber: 'Ce n’est pas un nombre.',
    notJson: 'Ce n’est pas du JSON.',
    choices: {
      twilio: 'Twilio',
      tls: 'TLS',
      starttls: 'STARTTLS',
      none: 'Aucun',
      password: 'Mot de passe',
      xoauth2: 'OAuth 2',
      everything: 'Tout',
      new: 'Seulement ce qui est nouveau',
      last: 'Le dernier message',
      all: 'Toute la conversation',
      end: 'À la fin',
      start: 'Au début',
      auto: 'Comme le système',
      light: 'Clair',
      dark: 'Sombre',
    },
    use: (title) => `Utiliser : ${title}`,
  },
  leave: {
    title: 'Quitter sans enregistrer ?',
    more: 'Ce que vous avez modifié ici n’est pas encore enregistré.',
    stay: 'Rester',
    leave: 'Quitter',
  },
}
