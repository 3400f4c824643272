import type { emailDomainWords } from '@throughline/protocol/email/domain-words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const emailDomain: Translated<typeof emailDomainWords> = {
  found_known: ({ provider }) => `Die Server von ${provider}.`,
  found_published: ({ domain }) => `Gefunden in den Einstellungen, die ${domain} für Mailprogramme veröffentlicht.`,
  found_records: ({ domain }) => `Gefunden in den DNS-Einträgen von ${domain}.`,
  found_tried: ({ domain }) => `Übliche Namen von ${domain}, unter denen ein Mailserver antwortet.`,
  found_nothing: ({ domain }) =>
    `Für ${domain} wurde nichts gefunden. Tragen Sie die Server unten ein; die Hilfe Ihres Anbieters nennt sie.`,
  only_mailbox: () => 'Ein Ausgangsserver wurde nicht gefunden: Tragen Sie ihn unten ein.',
  only_outgoing: () => 'Der Server des Postfachs wurde nicht gefunden: Tragen Sie ihn unten ein.',
  not_looked_up: ({ name }) => `${name} konnte gerade nicht abgefragt werden.`,
  spf_missing: () =>
    'Es gibt keinen SPF-Eintrag: Empfänger können nicht erkennen, welche Server für die Domain senden dürfen, und halten ihre E-Mails womöglich für Spam.',
  spf_twice: () => 'Es gibt zwei SPF-Einträge, das gilt wie keiner: Fassen Sie sie zu einem zusammen.',
  spf_anybody: () =>
    'Der Eintrag lässt jeden Server der Welt für die Domain senden: Beenden Sie ihn mit ~all oder -all.',
  spf_allows: ({ provider }) => `Der Eintrag erlaubt ${provider}, für die Domain zu senden.`,
  spf_without: ({ include }) =>
    `Der Eintrag nennt ${include} nicht. Falls nichts anderes darin den Server erlaubt, ergänzen Sie das.`,
  spf_there: () =>
    'Es gibt einen Eintrag. Welche Server er erlaubt, wurde nicht geprüft: Hier ist kein Ausgangsserver eingestellt.',
  spf_of_host: ({ host }) =>
    `Es gibt einen Eintrag. Ob er ${host} erlaubt, ist von hier aus nicht zu erkennen: Fragen Sie den Anbieter dieses Servers, was eingetragen werden muss.`,
  dkim_there: () =>
    'Es gibt einen Schlüssel für Signaturen. Ob der Ausgangsserver damit signiert, zeigt eine E-Mail, die er gesendet hat.',
  dkim_not_found: ({ selectors }) =>
    `Unter den üblichen Namen (${selectors.join(', ')}) wurde kein Schlüssel gefunden. Er kann anders heißen: Der Anbieter des Ausgangsservers sagt, wie, und wie das Signieren eingeschaltet wird.`,
  dmarc_missing: () =>
    'Es gibt keinen DMARC-Eintrag: Jeder kann im Namen der Domain schreiben, und manche Empfänger lehnen ihre E-Mails ab.',
  dmarc_twice: () => 'Es gibt zwei DMARC-Einträge, das gilt wie keiner: Behalten Sie einen.',
  dmarc_without_policy: () =>
    'Der Eintrag nennt keine Richtlinie (p=none, quarantine oder reject), deshalb beachten Empfänger ihn nicht.',
  dmarc_watches: () =>
    'Der Eintrag bittet nur um Berichte (p=none). Sobald sie zeigen, dass alle eigenen E-Mails bestehen, hält quarantine oder reject Fälscher fern.',
  dmarc_protects: ({ policy }) => `E-Mails, die nicht bestehen, werden abgelehnt oder aussortiert (p=${policy}).`,
}
