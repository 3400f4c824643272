import type { palette as english } from '../en/palette.ts'
import type { Spoken } from '../spoken.ts'

export const palette: Spoken<typeof english> = {
  palette: {
    title: 'Finden oder tun',
    label: 'Alles finden oder tun',
    placeholder: 'Menschen, Anliegen, Wörter, Seiten, Befehle…',
    open: 'Finden',
    none: (typed) => `Nichts passt zu „${typed}“. Versuchen Sie einen Namen, eine Adresse, eine Nummer oder ein Wort.`,
    allWords: (typed) => `Alle Ergebnisse für „${typed}“`,
    searching: 'Wird gesucht…',
    groups: {
      issue: 'Dieses Anliegen',
      issues: 'Anliegen',
      customers: 'Kunden',
      words: 'Was gesagt wurde',
      views: 'Ansichten',
      go: 'Gehe zu',
      you: 'Arbeitsplatz',
    },
    assignTo: (name) => `${name} zuweisen`,
    unassign: 'Zuweisung aufheben',
    resolve: 'lösen erledigt fertig',
    languageIn: { en: 'Englisch', de: 'Deutsch', fr: 'Französisch' },
  },
}
