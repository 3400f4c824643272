import type { notifications as english } from '../en/notifications.ts'
import type { Spoken } from '../spoken.ts'

const fromAddresses = (addresses: number) => (addresses === 1 ? 'einer Adresse' : `${addresses} Adressen`)

export const notifications: Spoken<typeof english> = {
  notifications: {
    title: 'Mitteilungen',
    unread: (count) => (count === 1 ? '1 ungelesen' : `${count} ungelesen`),
    none: 'Noch keine Mitteilungen',
    noneMore: 'Wenn ein Anliegen Ihres wird, jemand Sie nennt oder Ihr Kunde antwortet, steht es hier.',
    readAll: 'Alle als gelesen markieren',
    settings: 'Worüber Sie benachrichtigt werden',
    isUnread: 'ungelesen',
    somebody: 'Jemand',
    sentences: {
      assigned: (by) => `${by} hat es Ihnen zugewiesen`,
      mentioned: (by) => `${by} nennt Sie in einer Notiz`,
      answered: (_by, count) => (count === 1 ? 'Der Kunde hat geschrieben' : `Der Kunde hat ${count}-mal geschrieben`),
      handed_over: (by) => `${by} hat es Ihnen übergeben`,
      handover_acknowledged: (by) => `${by} hat es von Ihnen übernommen`,
      snooze_ended: (_by) => 'Es ist wieder da',
      not_delivered: (_by: string) => 'Eine Antwort ist nicht angekommen',
      followed: (by, count) =>
        count === 1
          ? `Neues von ${by} in einem Anliegen, dem Sie folgen`
          : `${count} Neuigkeiten in einem Anliegen, dem Sie folgen`,
      not_sent: (_by) => 'Eine Antwort, die Sie geplant hatten, wurde nicht gesendet',
      answered_elsewhere: (_by: string) => 'Jemand anders hat eine Mail des Anliegens beantwortet',
      forward_answered: (by) => `${by} hat auf etwas Weitergeleitetes geantwortet`,
    },
    attacks: {
      account_attacked: {
        title: 'Ihr Konto',
        sentence: ({ since, addresses }) =>
          `Viele gescheiterte Anmeldungen an Ihrem Konto seit ${since}, von ${fromAddresses(addresses)}. Wenn Sie das nicht waren, ändern Sie Ihr Passwort und schalten Sie die Zwei-Faktor-Authentifizierung ein.`,
      },
      sign_in_attacked: {
        title: 'Anmeldung',
        sentence: ({ since, count, addresses }) =>
          `${count} gescheiterte Anmeldungen seit ${since}, von ${fromAddresses(addresses)}. Einzelheiten stehen im Protokoll.`,
      },
      channel_flooded: {
        title: 'Chat',
        sentence: ({ since }) =>
          `Eine Flut von Besuchern seit ${since}: Ein Teil wird abgewiesen. Die Seite des Kanals zeigt, woher sie kommt.`,
      },
    },
    kinds: {
      assigned: 'Ein Anliegen wird mir zugewiesen',
      mentioned: 'Jemand nennt mich in einer Notiz',
      answered: 'Ein Kunde schreibt zu einem meiner Anliegen',
      handed_over: 'Ein Anliegen wird mir oder meinem Team übergeben',
      handover_acknowledged: 'Jemand übernimmt, was ich übergeben habe',
      snooze_ended: 'Ein zurückgestelltes Anliegen von mir ist wieder da',
      not_delivered: 'Eine Antwort in einem Anliegen von mir oder meinem Team kommt nicht an',
      followed: 'In einem Anliegen, dem ich folge, geschieht etwas',
      not_sent: 'Eine von mir geplante Antwort wird zurückgehalten',
      answered_elsewhere: 'Jemand anders beantwortet eine Mail in einem Anliegen von mir oder meinem Team',
      forward_answered: 'Jemand antwortet auf etwas, das ich oder andere aus meinem Anliegen weitergeleitet haben',
      account_attacked: 'Viele Anmeldungen an meinem Konto scheitern',
      sign_in_attacked: 'Viele Anmeldungen an einem Konto oder von einer Adresse scheitern',
      channel_flooded: 'Besucher überfluten einen Chat',
    },
    followWhen: {
      title: 'Einem Anliegen von selbst folgen',
      mentioned: 'Wenn mich jemand in einer Notiz nennt',
      answered: 'Wenn ich einem Kunden antworte',
    },
    browser: 'Auch außerhalb dieses Fensters',
    browserMore: 'Ein Hinweis Ihres Systems, auf diesem Gerät, während Sie anderswo hinsehen.',
    browserAllow: 'Erlauben',
    browserOn: 'Auf diesem Gerät erlaubt.',
    browserDenied:
      'Diesem Browser wurde gesagt, keine zu zeigen. Seine Einstellungen für diese Seite können das ändern.',
  },
}
