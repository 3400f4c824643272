import { passwordLength } from '@throughline/protocol/staff/password.ts'
import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const de: Spoken<typeof en> = {
  staff: {
    title: 'Teammitglieder',
    more: 'Die Menschen, die antworten.',
    add: 'Jemanden hinzufügen',
    firstPassword: 'Vorläufiges Passwort',
    firstPasswordMore: `Mindestens ${passwordLength.least} Zeichen. Unter „Sie“ lässt es sich ändern.`,
    twoFactor: 'Zwei Faktoren',
    presence: { online: 'Anwesend', away: 'Abwesend', offline: 'Nicht angemeldet' },
    inactive: 'Ohne Zugang',
    switchOff: 'Zugang ausschalten',
    switchOffKeepTokens: 'Zugang ausschalten, API-Schlüssel behalten',
    keepTokensTitle: (name) => `Zugang für ${name} ausschalten und die API-Schlüssel behalten?`,
    switchOffKeepTokensMore:
      'Programme mit Schlüsseln, die diese Person gemacht hat, laufen weiter. Sie stehen ab jetzt für sie ein: Die Programme dürfen nicht mehr als Sie.',
    switchOn: 'Zugang einschalten',
    added: (name) => `${name} kann sich jetzt anmelden.`,
    menu: (name) => `Was mit ${name} geschehen soll`,
    you: 'Sie',
  },
}
