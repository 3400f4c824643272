import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const de: Spoken<typeof en> = {
  webhooks: {
    title: 'Webhooks',
    more: 'Sendet Ereignisse an Ihre Programme: signiert, bei Fehlern noch einmal, und wiederholbar.',
    add: 'Webhook hinzufügen',
    none: 'Noch keine Webhooks',
    noneMore: 'Fügen Sie eine URL hinzu, und jedes Ereignis geht dorthin.',
    url: 'URL',
    events: 'Ereignisse',
    eventsMore: 'Leer: alle.',
    enabled: 'Aktiviert',
    secret: 'Geheimnis zum Signieren',
    secretMore:
      'Kopieren Sie es jetzt: es wird nicht noch einmal gezeigt. Bibliotheken für Standard Webhooks prüfen damit Signaturen.',
    deliveries: 'Sendungen',
    noDeliveries: 'Noch wurde nichts gesendet',
    noDeliveriesMore: 'Das nächste Ereignis steht hier.',
    state: { pending: 'Ausstehend', delivered: 'Zugestellt', failed: 'Fehlgeschlagen' },
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
