import type { later as english } from '../en/later.ts'
import type { Spoken } from '../spoken.ts'

export const later: Spoken<typeof english> = {
  later: {
    title: 'Später senden',
    times: { inAnHour: 'In einer Stunde', tomorrow: 'Morgen früh', monday: 'Montag früh' },
    pick: 'Zu einer anderen Zeit …',
    at: 'Senden am',
    zone: (zone) => `In der Zeit dieses Geräts (${zone}).`,
    past: 'Diese Zeit ist vorbei.',
    submit: 'Dann senden',
    onlyIfUnanswered: 'Nur wenn der Kunde bis dahin nicht geschrieben hat',
    done: (when) => `Wird gesendet: ${when}.`,
    moved: (when) => `Wird jetzt gesendet: ${when}.`,
    list: 'Geplante Antworten',
    waits: (when) => `Wird gesendet: ${when}.`,
    due: 'Wird gerade gesendet …',
    unlessAnswered: 'Nicht, wenn der Kunde vorher schreibt.',
    files: (count) => (count === 1 ? 'Eine Datei' : `${count} Dateien`),
    move: 'Andere Zeit …',
    sendNow: 'Jetzt senden',
    sendAnyway: 'Trotzdem senden',
    cancel: 'Abbrechen',
    cancelled: 'Abgebrochen. Es wurde nichts gesendet.',
  },
}
