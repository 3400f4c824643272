import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const de: Spoken<typeof en> = {
  webhooks: {
    title: 'Webhooks',
    more: 'Sagt Ihren Programmen, was geschieht: signiert, bei Fehlern noch einmal, und wiederholbar.',
    add: 'Webhook hinzufügen',
    none: 'Noch keine Webhooks',
    noneMore: 'Fügen Sie eine Adresse hinzu, und jedes Ereignis geht dorthin.',
    url: 'Adresse',
    events: 'Ereignisse',
    eventsMore: 'Leer: alle.',
    enabled: 'Aktiviert',
    secret: 'Geheimnis zum Signieren',
    secretMore:
      'Kopieren Sie es jetzt: es wird nicht noch einmal gezeigt. Bibliotheken für Standard Webhooks prüfen damit Signaturen.',
    deliveries: 'Sendungen',
    noDeliveries: 'Noch wurde nichts gesendet',
    noDeliveriesMore: 'Das nächste Ereignis steht hier.',
    state: { pending: 'Wird noch gesendet', delivered: 'Zugestellt', failed: 'Aufgegeben' },
    attempts: (count) => (count === 1 ? '1 Versuch' : `${count} Versuche`),
    nextTry: (when) => `nächster Versuch ${when}`,
    replay: 'Noch einmal senden',
    replayed: (count) => (count === 1 ? 'Eines ist wieder unterwegs.' : `${count} sind wieder unterwegs.`),
    replaySinceLabel: 'Alles seit',
    remove: 'Entfernen…',
    removeTitle: (name) => `${name} entfernen?`,
    removeMore: 'Dorthin geht nichts mehr, und seine Sendungen werden vergessen.',
    removed: (name) => `${name} ist entfernt.`,
    save: 'Speichern',
    saved: 'Gespeichert.',
  },
}
