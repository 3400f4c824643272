import type { customers as english } from '../en/customers.ts'
import type { Spoken } from '../spoken.ts'

export const customers: Spoken<typeof english> = {
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
    noAddress: 'Keine Adresse',
    created: 'Kunde angelegt.',
    nameOrAddress: 'Geben Sie einen Namen oder eine Adresse ein.',
    shortcuts: { all: 'Zu den Kunden', search: 'Kunden suchen' },
  },
}
