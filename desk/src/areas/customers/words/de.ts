import type { Spoken } from '../../../words/spoken.ts'
import type { en } from './en.ts'

export const de: Spoken<typeof en> = {
  customers: {
    title: 'Kunden',
    pageTitle: 'Kunden · Throughline',
    search: 'Name, Adresse oder Bestellnummer',
    searchLabel: 'Kunden suchen',
    add: 'Kunden anlegen',
    addTitle: 'Kunden anlegen',
    none: 'Noch keine Kunden',
    noneMore: 'Wer schreibt, wird einer. Sie können auch einen anlegen.',
    noMatch: (query) => `Niemand passt zu „${query}“`,
    noMatchMore: 'Versuchen Sie einen Teil des Namens oder eine ganze Adresse.',
    choose: 'Wählen Sie einen Kunden',
    chooseMore: 'Der ganze Verlauf öffnet sich hier, über alle Kanäle.',
    listLabel: 'Kunden',
    added: (when) => `seit ${when}`,
    since: (date) => `Kunde seit ${date}`,
    which: 'Welche Kunden',
    all: 'Alle',
    blocked: 'Gesperrte',
    noneBlocked: 'Niemand ist gesperrt',
    noneBlockedMore: 'Gesperrt wird jemand im Menü neben dem Namen.',
    clearSearch: 'Suche aufheben',
    noAddress: 'Keine Adresse',
    created: 'Kunde angelegt.',
    shortcuts: { all: 'Zu den Kunden', search: 'Kunden suchen' },
  },
}
