import type { tagWords } from '@throughline/protocol/tags/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const tags: Translated<typeof tagWords> = {
  no_such_tag: () => 'Diesen Tag gibt es nicht.',
  name_taken: () => 'Einen Tag dieses Namens gibt es schon. Wählen Sie einen anderen Namen.',
  too_many: ({ max }) =>
    `Es gibt ${max} Tags, mehr sind nicht möglich. Führen Sie welche zusammen oder löschen Sie einige.`,
  too_many_on_issue: ({ max }) => `Ein Anliegen hat höchstens ${max} Tags. Entfernen Sie zuerst einen.`,
  is_archived: ({ name }) => `Der Tag „${name}“ ist archiviert. Holen Sie ihn zurück, um ihn zu verwenden.`,
  merged_too_often: ({ name }) =>
    `In „${name}“ wurden zu viele Tags nacheinander zusammengeführt. Führen Sie umgekehrt zusammen.`,
  merge_with_itself: () => 'Ein Tag lässt sich nicht mit sich selbst zusammenführen.',
  not_merged: () => 'Jener Tag ist nicht mit diesem zusammengeführt.',
}
