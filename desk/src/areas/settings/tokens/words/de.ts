import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const de: Spoken<typeof en> = {
  tokens: {
    title: 'API-Schlüssel',
    more: 'Für eigene Programme. Ein Schlüssel darf, was seine Rolle darf, und nie mehr als die Person, die ihn gemacht hat.',
    docs: 'Wie man die API benutzt',
    add: 'Schlüssel erstellen',
    none: 'Noch keine Schlüssel',
    noneMore: 'Ein Programm meldet sich damit an: Authorization: Bearer …',
    expires: 'Läuft ab',
    expiresNever: 'Nie',
    expiresIn: { '30': 'In 30 Tagen', '90': 'In 90 Tagen', '365': 'In einem Jahr' },
    madeBy: (name) => `Von ${name} erstellt`,
    standsFor: (name) => `Darf nicht mehr als ${name}`,
    stopped: (name) => `Gilt nicht mehr: ${name} hat keinen Zugang.`,
    lastUsed: 'Zuletzt benutzt',
    revoke: 'Widerrufen…',
    revokeTitle: (name) => `${name} widerrufen?`,
    revokeMore:
      'Programme, die ihn benutzen, werden von diesem Augenblick an abgewiesen. Schlüssel, die damit gemacht wurden, enden auch.',
    revokeSubmit: 'Widerrufen',
    revoked: (name) => `${name} ist widerrufen.`,
    shownOnce: 'Kopieren Sie ihn jetzt. Er wird nicht noch einmal gezeigt.',
    made: (name) => `Der Schlüssel „${name}“`,
  },
}
