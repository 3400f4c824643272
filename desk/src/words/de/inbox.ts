import type { inbox as english } from '../en/inbox.ts'
import type { Spoken } from '../words.ts'

export const inbox: Spoken<typeof english> = {
  channelWords: {
    name: (kind) => channelNames[kind] ?? kind,
    by: (kind, name) => channelPhrases[kind] ?? `über ${name}`,
  },
  inbox: {
    title: 'Posteingang',
    pageTitle: (count) => (count > 0 ? `(${count}) Posteingang · Throughline` : 'Posteingang · Throughline'),
    queues: { mine: 'Meine', unassigned: 'Offen', all: 'Alle' },
    queuesLabel: 'Ansichten',
    listLabel: 'Anliegen',
    show: 'Zeigen',
    statusFilter: {
      active: 'Offene',
      open: 'Neue',
      waiting_on_us: 'Warten auf uns',
      waiting_on_customer: 'Warten auf Kunden',
      snoozed: 'Zurückgestellt',
      resolved: 'Abgeschlossen',
    },
    newestFirst: 'Neueste zuerst',
    oldestFirst: 'Am längsten wartend zuerst',
    waiting: (count) => `${count} neu`,
    empty: {
      mine: 'Nichts wartet auf Sie',
      mineMore: 'Nehmen Sie sich eines, das noch niemand hat.',
      unassigned: 'Für alles ist jemand zuständig',
      unassignedMore: 'Was ohne Zuständige hereinkommt, steht hier.',
      all: 'Nichts ist offen',
      allMore: 'Wenn jemand schreibt, steht es innerhalb einer Sekunde hier.',
      snoozed: 'Nichts ist zurückgestellt',
      resolved: 'Noch wurde nichts abgeschlossen',
      other: 'Hier ist nichts',
      connect: 'Kanal verbinden',
      connectMore: 'Verbinden Sie den ersten Kanal; was Kunden schreiben, steht dann hier.',
    },
    end: 'Das ist alles.',
    choose: 'Wählen Sie ein Anliegen',
    chooseMore: 'j und k gehen ab und auf, Enter öffnet. ? zeigt alle Tastenkürzel.',
    owes: 'wartet auf eine Antwort',
    noWords: 'Noch keine Nachrichten',
    counted: (count, cappedAt) => (count >= cappedAt ? `${cappedAt}+` : String(count)),
  },
}

const channelNames: Record<string, string> = {
  email: 'E-Mail',
  api: 'API',
  webchat: 'Web-Chat',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
  telegram: 'Telegram',
  messenger: 'Messenger',
  instagram: 'Instagram',
  voice: 'Telefon',
}

const channelPhrases: Record<string, string> = {
  email: 'per E-Mail',
  webchat: 'im Web-Chat',
  sms: 'per SMS',
  whatsapp: 'über WhatsApp',
  telegram: 'über Telegram',
  messenger: 'über Messenger',
  instagram: 'über Instagram',
  voice: 'am Telefon',
}
