import { invitationDays } from '@throughline/protocol/staff/invitations.ts'
import { passwordLength } from '@throughline/protocol/staff/password.ts'
import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const de: Spoken<typeof en> = {
  staff: {
    title: 'Teammitglieder',
    more: 'Die Menschen, die antworten.',
    add: 'Teammitglied hinzufügen',
    firstPassword: 'Vorläufiges Passwort',
    firstPasswordMore: `Mindestens ${passwordLength.least} Zeichen. Unter „Sie“ lässt es sich ändern.`,
    howTheyBegin: 'Erste Anmeldung',
    byInvitation: 'Einladung per Mail',
    byPassword: 'Vorläufiges Passwort',
    invitationMore: (from) =>
      `Die Person bekommt von ${from} einen Link, der ${invitationDays} Tage gilt, und wählt ihr Passwort selbst.`,
    noMail: 'Um Menschen per Mail einzuladen, verbinden Sie einen Kanal, der Mails senden kann.',
    invite: 'Einladung senden',
    sendInvitation: 'Einladung senden',
    sendAgain: 'Einladung noch einmal senden',
    revoke: 'Einladung widerrufen',
    revoked: (name) => `Der Link für ${name} funktioniert nicht mehr.`,
    invitationSent: (email) => `Einladung an ${email} gesendet.`,
    invitationNotSent: (name) => `${name} ist hinzugefügt, aber die Einladung wurde nicht gesendet.`,
    invitationFailed: 'Die Einladung wurde nicht gesendet.',
    givePassword: 'Vorläufiges Passwort setzen',
    givePasswordMore: (name) => `Teilen Sie es ${name} selbst mit. Eine offene Einladung endet damit.`,
    passwordGiven: (name) => `${name} kann sich jetzt damit anmelden.`,
    invited: 'Eingeladen',
    notSent: 'Einladung nicht gesendet',
    expired: 'Einladung abgelaufen',
    validUntil: (date) => `Der Link gilt bis ${date}.`,
    twoFactor: 'Zwei-Faktor',
    presence: { online: 'Online', away: 'Abwesend', offline: 'Offline' },
    inactive: 'Deaktiviert',
    switchOff: 'Deaktivieren',
    switchOffKeepTokens: 'Deaktivieren, API-Schlüssel behalten',
    keepTokensTitle: (name) => `${name} deaktivieren und die API-Schlüssel behalten?`,
    switchOffKeepTokensMore:
      'Programme mit Schlüsseln, die diese Person gemacht hat, laufen weiter. Sie stehen ab jetzt für sie ein: Die Programme dürfen nicht mehr als Sie.',
    switchOn: 'Reaktivieren',
    added: (name) => `${name} kann sich jetzt anmelden.`,
    menu: (name) => `Was mit ${name} geschehen soll`,
    you: 'Sie',
  },
}
