import type { emailKindWords } from '@throughline/protocol/email/kind-words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const emailKinds: Translated<typeof emailKindWords> = {
  complaint: () => 'Das ist eine Meldung über eine Mail, die als unerwünscht markiert wurde.',
  delayed: () => 'Sie meldet, dass eine Mail sich verspätet.',
  undelivered: () => 'Sie meldet, dass eine Mail nicht zugestellt werden konnte.',
  no_return_path: () => 'Sie kam ohne Rücksendeadresse.',
  human: () => 'Nichts darin sagt, dass eine Maschine oder eine Liste sie gesendet hat.',
  passed_on: () => 'Ein Programm hat sie gesendet, vielleicht für einen Menschen.',
  list_notice: () => 'Das Programm einer Mailingliste hat sie geschrieben.',
  list: () => 'Sie kam über eine Mailingliste.',
  precedence_list: () => 'Ihr Feld Precedence sagt, dass sie über eine Liste kam.',
  precedence_bulk: () => 'Ihr Feld Precedence sagt, dass sie eine Massensendung ist.',
  unsubscription: () => 'Sie lässt sich mit einem Klick abbestellen, wie nur Massensendungen.',
  auto_submitted: ({ value }) => `Ihr Feld Auto-Submitted sagt ${value}.`,
  read_receipt: () => 'Sie bestätigt, dass eine Mail gelesen oder gelöscht wurde.',
  report: () => 'Sie ist der Bericht einer Maschine.',
  mailbox_rule: () => 'Eine Regel im Postfach des Absenders hat sie gesendet.',
  carries_field: ({ field }) => `Sie trägt das Feld ${field}.`,
  precedence_automatic: () => 'Ihr Feld Precedence sagt, dass sie eine automatische Antwort ist.',
  vacation_program: () => 'Ein Programm für Abwesenheiten hat sie gesendet.',
  autoresponder: () => 'Ihre Nachrichtenklasse sagt Autoresponder.',
  subject_and_header: () => 'Ihr Betreff ist der einer automatischen Antwort, und ihr Kopf bestätigt es.',
  own_mail: () => 'Unsere eigene Mail kam zu uns zurück.',
  too_large: ({ mb }) => `Die Mail ist größer als ${mb} MB.`,
  empty: () => 'Die Mail ist leer.',
  unreadable: () => 'Die Mail ließ sich nicht lesen.',
}
