import type { Spoken } from '../../../words/spoken.ts'
import type { en } from './en.ts'

export const de: Spoken<typeof en> = {
  searchPage: {
    title: 'Suche',
    pageTitle: (query) => (query ? `${query} · Suche · Throughline` : 'Suche · Throughline'),
    shortcut: 'Zur Suche',
    label: 'In allem suchen, was geschrieben wurde',
    placeholder: 'Wörter, eine Bestellnummer, ein Teil einer Adresse, ein Dateiname…',
    results: 'Ergebnisse',
    start: 'Alles durchsuchen, was je geschrieben wurde',
    startMore:
      'Anfänge von Wörtern genügen. Was zusammensteht, kommt in "Anführungszeichen"; vor dem, was nicht vorkommen soll, steht ein -.',
    none: (query) => `Nichts gefunden zu „${query}“`,
    noneMore: 'Versuchen Sie es mit weniger oder kürzeren Wörtern.',
    noneWithTags: 'Versuchen Sie weniger oder kürzere Wörter oder andere Tags.',
    tags: 'Mit einem dieser Tags',
    clear: 'Suche leeren',
    wrote: (name) => `${name} schrieb`,
    note: 'Interne Notiz',
    indexing: (since) =>
      `Ältere Nachrichten werden noch in die Suche aufgenommen. Was vor dem ${since} geschrieben wurde, wird noch nicht gefunden.`,
    end: 'Das ist alles.',
  },
}
