import type { Spoken } from '../../../../words/spoken.ts'
import type { en } from './en.ts'

export const de: Spoken<typeof en> = {
  channels: {
    title: 'Kanäle',
    more: 'Die Wege herein und hinaus. Ein Kunde behält einen Verlauf, welchen er auch nimmt.',
    connected: 'Verbunden',
    connect: 'Einen weiteren verbinden',
    none: 'Noch kein Kanal',
    noneMore: 'Verbinden Sie den ersten, und was Ihre Kundschaft schreibt, steht im Posteingang.',
    add: (name) => `${name} verbinden`,
    nameLabel: 'Name',
    nameMore: 'Wie ihn das Team nennt.',
    enabled: 'Aktiviert',
    health: {
      ok: 'Verbunden',
      connecting: 'Verbindet sich',
      failing: 'Fehler',
      disabled: 'Deaktiviert',
    },
    test: 'Testen',
    testing: 'Wird getestet…',
    testOk: 'Alles, was sich testen ließ, funktioniert.',
    testFailed: 'Etwas funktioniert noch nicht.',
    own: {
      title: 'Was sonst noch wir sind',
      domains: 'Unsere Mail-Domains',
      domainsMore:
        'Jede Adresse darin gehört einem Kollegen oder einer Maschine: Mails von dort sind nie von einem Kunden. Kanäle und Kollegen sind schon bekannt.',
      groups: 'Gruppen, die Mails an uns weitergeben',
      groupsMore: 'Etwa eine Google-Gruppe, die ihre eigene Adresse als Absender einsetzt.',
      save: 'Speichern',
      saved: 'Gespeichert.',
    },
    inboundUrl: 'Adresse, an die Nachrichten übergeben werden',
    save: 'Speichern',
    create: 'Verbinden',
    created: (name) => `${name} ist verbunden.`,
    savedWithoutSecrets: 'Gespeichert. Der Kanal geht erst wieder, wenn Sie neu eingeben, was entfernt wurde.',
    saved: 'Gespeichert.',
    switchedOn: (name) => `${name} ist an.`,
    switchedOff: (name) => `${name} ist aus.`,
    remove: 'Trennen…',
    removeTitle: (name) => `${name} trennen?`,
    removeMore:
      'Auf diesem Weg kommt nichts mehr herein und geht nichts mehr hinaus. Was gesagt wurde, bleibt in den Verläufen. Seine Passwörter werden vergessen.',
    removeSubmit: 'Trennen',
    removed: (name) => `${name} ist getrennt.`,
    unsaved: 'Noch nicht gespeichert',
  },
  floods: {
    label: 'Wegen einer Flut abgewiesen',
    since: (time) => `Seit ${time}`,
    between: (start, end) => `Zwischen ${start} und ${end}`,
    networks: (count) => `${count} Netzadressen`,
    oneNetwork: (network) => `der Netzadresse ${network}`,
    manyNetworks: 'sehr vielen Netzadressen',
    refused: {
      visitor: ({ when, count, isOne, networks }) =>
        isOne
          ? `${when} wurde ein neuer Besucher von ${networks} abgewiesen.`
          : `${when} wurden ${count} neue Besucher von ${networks} abgewiesen.`,
      file: ({ when, count, isOne, networks }) =>
        isOne
          ? `${when} wurde eine Datei von Besuchern von ${networks} abgewiesen.`
          : `${when} wurden ${count} Dateien von Besuchern von ${networks} abgewiesen.`,
      connection: ({ when, count, isOne, networks }) =>
        isOne
          ? `${when} wurde eine Verbindung von Besuchern von ${networks} abgewiesen.`
          : `${when} wurden ${count} Verbindungen von Besuchern von ${networks} abgewiesen.`,
    },
    most: (networks) => `Die meisten kamen von ${networks}.`,
    more: 'Von anderen Adressen kommen Menschen weiter durch. Eine Adresse, die nicht aufhört, lässt sich am Proxy oder in der Firewall sperren.',
    moreMany:
      'So viele Adressen sind beteiligt, dass neue Besucher vorerst von jeder Adresse abgewiesen werden können. Proxy oder Firewall können sie früher abweisen.',
    proxy: 'Ist es die Adresse des eigenen Proxys, setzen Sie TRUST_PROXY: Sonst teilen sich alle Besucher diese eine.',
  },
}
