import type { Spoken } from '../../../words/spoken.ts'
import type { en } from './en.ts'

export const de: Spoken<typeof en> = {
  inbox: {
    title: 'Posteingang',
    pageTitle: (count) => (count > 0 ? `(${count}) Posteingang · Throughline` : 'Posteingang · Throughline'),
    queues: { mine: 'Meine', unassigned: 'Nicht zugewiesen', all: 'Alle' },
    queuesLabel: 'Ansichten',
    listLabel: 'Anliegen',
    show: 'Zeigen',
    active: 'Aktiv',
    newestFirst: 'Neueste zuerst',
    oldestFirst: 'Älteste zuerst',
    views: {
      choose: 'Wählen, was aufgelistet wird',
      everybody: 'Für alle',
      own: 'Eigene',
      save: 'Als Ansicht speichern…',
      saveTitle: 'Als Ansicht speichern',
      shared: 'Alle sehen sie',
      sharedMore: 'In einer Ansicht für alle ist „Meine“, wer gerade hinsieht.',
      replace: 'Ersetzen',
      saved: (name) => `„${name}“ ist gespeichert.`,
      menu: (name) => `Was mit ${name} geschehen soll`,
      edit: 'Ändern, was sie zeigt…',
      share: 'Allen zeigen',
      unshare: 'Für mich behalten',
      remove: 'Entfernen',
      removed: (name) => `„${name}“ ist entfernt.`,
      gone: 'Diese Ansicht gibt es hier nicht',
      goneMore: 'Sie wurde entfernt, oder jemand behält sie für sich. Die Anliegen sind, wo sie waren.',
      showAll: 'Alle Anliegen zeigen',
    },
    filter: {
      label: 'Filtern und ordnen',
      state: 'Stand',
      priority: 'Dringlichkeit',
      owner: 'Zuständig',
      team: 'Team',
      channel: 'Kanal',
      any: 'Alle',
      tags: 'Tags',
      tagMode: { tagsAny: 'Mit einem davon', tagsAll: 'Mit allen davon', tagsNone: 'Mit keinem davon' },
      followed: 'Von mir verfolgt',
      unread: 'Nur ungelesene',
      order: 'Reihenfolge',
      density: 'Dichte',
      comfortable: 'Bequem',
      compact: 'Kompakt',
      letGo: (what) => `Nicht mehr nach „${what}“ filtern`,
    },
    picking: {
      toggle: (name) => `Anliegen von ${name} auswählen`,
      toolbar: 'Mit den ausgewählten Anliegen',
      count: (count) => `${count} ausgewählt`,
      all: 'Alle in dieser Ansicht auswählen',
      none: 'Auswahl aufheben',
      assign: 'Zuweisen',
      snooze: 'Zurückstellen',
      close: 'Abschließen',
      closed: (count) => (count === 1 ? 'Ein Anliegen ist abgeschlossen.' : `${count} Anliegen sind abgeschlossen.`),
      snoozed: (count, when) =>
        count === 1
          ? `Ein Anliegen ist bis ${when} zurückgestellt.`
          : `${count} Anliegen sind bis ${when} zurückgestellt.`,
      assigned: (count, name) =>
        count === 1
          ? `Für ein Anliegen ist jetzt ${name} zuständig.`
          : `Für ${count} Anliegen ist jetzt ${name} zuständig.`,
      unassigned: (count) =>
        count === 1 ? 'Ein Anliegen ist jetzt nicht zugewiesen.' : `${count} Anliegen sind jetzt nicht zugewiesen.`,
      trash: 'In den Papierkorb legen',
      restore: 'Wiederherstellen',
      trashed: (count) =>
        count === 1 ? 'Ein Anliegen liegt im Papierkorb.' : `${count} Anliegen liegen im Papierkorb.`,
      restored: (count) =>
        count === 1 ? 'Ein Anliegen ist wiederhergestellt.' : `${count} Anliegen sind wiederhergestellt.`,
      priority: 'Priorität',
      prioritised: (count, priority) =>
        count === 1
          ? `Ein Anliegen hat die Priorität ${priority}.`
          : `${count} Anliegen haben die Priorität ${priority}.`,
      unchanged: 'Bei allen war es schon so.',
      meanwhile: (count) =>
        count === 1
          ? 'Eines hat inzwischen jemand anderes geändert.'
          : `${count} hat inzwischen jemand anderes geändert.`,
      countOfMore: (count) => `${count} ausgewählt, mehr geht nicht auf einmal`,
      failed: (count, reason) =>
        count === 1 ? `Eines blieb, wie es war: ${reason}` : `${count} blieben, wie sie waren. Das erste: ${reason}`,
    },
    waiting: (count) => `${count} neu`,
    empty: {
      mine: 'Nichts wartet auf Sie',
      mineMore: 'Nehmen Sie sich eines unter „Unverteilt“.',
      unassigned: 'Alles ist zugewiesen',
      unassignedMore: 'Was ohne Zuständige hereinkommt, steht hier.',
      all: 'Nichts ist offen',
      allMore: 'Wenn jemand schreibt, steht es innerhalb einer Sekunde hier.',
      snoozed: {
        all: 'Nichts ist zurückgestellt',
        mine: 'Von Ihren Anliegen ist keines zurückgestellt',
        unassigned: 'Nichts Unverteiltes ist zurückgestellt',
      },
      resolved: {
        all: 'Nichts ist abgeschlossen',
        mine: 'Von Ihren Anliegen ist keines abgeschlossen',
        unassigned: 'Nichts Unverteiltes ist abgeschlossen',
      },
      spam: 'Nichts ist als Spam markiert',
      trash: 'Der Papierkorb ist leer',
      other: 'Hier ist nichts',
      filtered: 'Nichts passt zum Filter',
      clear: 'Filter aufheben',
      connect: 'Kanal verbinden',
      connectMore: 'Verbinden Sie den ersten Kanal; was Kunden schreiben, steht dann hier.',
    },
    end: 'Das ist alles.',
    choose: 'Wählen Sie ein Anliegen',
    chooseMore: 'j und k gehen ab und auf, Enter öffnet. ? zeigt alle Tastenkürzel.',
    unread: 'ungelesen',
    waits: (time) => `wartet ${time}`,
    draft: 'Entwurf',
    noWords: 'Noch keine Nachrichten',
    counted: (count, cappedAt) => (count >= cappedAt ? `${cappedAt}+` : String(count)),
    shortcuts: {
      all: 'Zum Posteingang',
      mine: 'Zu meinen',
      unassigned: 'Zu denen, für die niemand zuständig ist',
    },
  },
  firstSteps: {
    title: 'Erste Schritte',
    done: (done, all) => `${done} von ${all} erledigt`,
    isDone: 'Erledigt',
    dismiss: 'Diese Liste ausblenden',
    ownMail: {
      more: (address: string) =>
        `Ihre Mail von ${address} ist angekommen, der Empfang funktioniert. Sie liegt in der Quarantäne, denn Kollegen sind keine Kunden. Schreiben Sie noch einmal von einer anderen Adresse.`,
      go: 'Quarantäne',
    },
    steps: {
      mail_channel: {
        title: 'E-Mail verbinden',
        more: 'Die Adresse, an die Kunden schreiben.',
        go: 'Verbinden',
      },
      mail_arrived: {
        title: 'Die erste E-Mail empfangen',
        more: 'Schreiben Sie eine an Ihre Adresse, aber nicht von der eines Kollegen. Sie steht innerhalb einer Sekunde im Posteingang.',
        go: 'Kanäle',
      },
      answered: {
        title: 'Die erste Antwort senden',
        more: 'Öffnen Sie ein Anliegen, drücken Sie r, und schreiben Sie.',
        go: 'Posteingang',
      },
      teammate: {
        title: 'Ein Teammitglied hinzufügen',
        more: 'Alle sehen dieselben Verläufe, und Sie sehen, wer gerade antwortet.',
        go: 'Hinzufügen',
      },
      widget: {
        title: 'Den Chat auf Ihrer Website einbauen',
        more: 'Zwei Zeilen HTML in Ihren Seiten. Erledigt, wenn die erste Person schreibt.',
        go: 'Einrichten',
      },
    },
  },
}
