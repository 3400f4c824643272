import { passwordLength } from '@throughline/protocol/staff/password.ts'
import type { settings as english } from '../en/settings.ts'
import type { Spoken } from '../spoken.ts'

export const settings: Spoken<typeof english> = {
  settings: {
    title: 'Einstellungen',
    pageTitle: 'Einstellungen · Throughline',
    label: 'Einstellungen',
    groups: {
      company: 'Arbeitsbereich',
      channels: 'Kanäle',
      people: 'Menschen',
      programs: 'Entwickler',
      security: 'Sicherheit',
    },
    choose: 'Wählen, was einzustellen ist',
    nothingAllowed: 'Ihre Rolle hat keine Einstellungen. Ihre eigenen stehen unter „Sie“.',
  },
  people: {
    role: 'Rolle',
    roleNames: { admin: 'Admin', lead: 'Leitung', staff: 'Mitarbeit', readonly: 'Nur lesen' },
  },
  fields: {
    nameMissing: 'Geben Sie einen Namen ein.',
    emailWrong: 'Geben Sie eine vollständige E-Mail-Adresse ein.',
    passwordShort: `Mindestens ${passwordLength.least} Zeichen.`,
    code: 'Sechsstelliger Code',
    codeWrong: 'Dieser Code stimmt nicht, oder seine Zeit ist um. Geben Sie den ein, den die App jetzt zeigt.',
  },
  form: {
    auto: 'Von selbst',
    yes: 'Ja',
    no: 'Nein',
    secretSet: 'Gesetzt. Zum Ersetzen neu eingeben.',
    secretEmpty: 'Nicht gesetzt.',
    secretAgain: 'Geben Sie das neu ein: Der Server hat sich geändert.',
    listHint: 'Nach jedem Eintrag Enter.',
    required: 'Bitte ausfüllen.',
    notNumber: 'Das ist keine Zahl.',
    notJson: 'Das ist kein JSON.',
    choices: {
      twilio: 'Twilio',
      tls: 'TLS',
      starttls: 'STARTTLS',
      none: 'Keine',
      password: 'Passwort',
      xoauth2: 'OAuth 2',
      everything: 'Alles',
      new: 'Nur Neues',
      last: 'Die letzte Nachricht',
      all: 'Das ganze Gespräch',
      end: 'Ende',
      start: 'Anfang',
      auto: 'Wie das System',
      light: 'Hell',
      dark: 'Dunkel',
    },
    use: (title) => `${title} benutzen`,
  },
  leave: {
    title: 'Ohne Speichern verlassen?',
    more: 'Was Sie hier geändert haben, ist noch nicht gespeichert.',
    stay: 'Bleiben',
    leave: 'Verlassen',
  },
}
