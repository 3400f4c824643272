import type { issueWords } from '@throughline/protocol/issues/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const issues: Translated<typeof issueWords> = {
  no_such_issue: () => 'Dieses Anliegen gibt es nicht, oder Sie dürfen es nicht sehen.',
  not_of_customer: () => 'Dieser Kunde hat kein solches Anliegen.',
  no_such_other: () => 'Das Anliegen, das zusammengeführt werden soll, gibt es nicht.',
  on_it_already: () => 'Der Eintrag gehört schon zu diesem Anliegen.',
  target_was_merged: () => 'Jenes Anliegen wurde mit einem anderen zusammengeführt.',
  was_merged: () => 'Das Anliegen wurde mit einem anderen zusammengeführt. Ändern Sie jenes.',
  write_in_other: () => 'Dieses Anliegen wurde mit einem anderen zusammengeführt. Schreiben Sie dort.',
  no_such_assignee: () => 'Diese Person, die zuständig werden soll, gibt es nicht.',
  merge_with_itself: () => 'Ein Anliegen lässt sich nicht mit sich selbst zusammenführen.',
  merged_already: () => 'Dieses Anliegen ist schon zusammengeführt.',
  two_customers: () => 'Die Anliegen gehören zwei Kunden. Sind sie eine Person, führen Sie zuerst die Kunden zusammen.',
  too_many_views: ({ max }) => `Sie haben ${max} Ansichten. Entfernen Sie zuerst eine, die Sie nicht brauchen.`,
  no_such_view: () => 'Diese Ansicht gibt es nicht.',
  view_of_another: () => 'Eine geteilte Ansicht ändert nur, wer sie angelegt hat oder das Team verwaltet.',
  own_views_only: () => 'Ihre Rolle (issues.write fehlt) legt Ansichten nur für Sie selbst an.',
  no_such_status: ({ status, statuses }) => `„${status}“ ist kein Status. Es gibt ${statuses.join(', ')} und active.`,
  no_such_priority: ({ priorities }) => `Es gibt die Prioritäten ${priorities.join(', ')}.`,
  resolved_already: () => 'Dieses Anliegen ist schon abgeschlossen.',
  open_already: () => 'Dieses Anliegen ist schon offen.',
  resolved_cannot_snooze: () => 'Das Anliegen ist abgeschlossen. Öffnen Sie es wieder, um es zurückzustellen.',
  wake_in_the_past: () => 'Der Zeitpunkt, zu dem es wiederkommt, muss in der Zukunft liegen.',
}
