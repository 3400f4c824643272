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
    receivesOnly: 'Empfängt nur',
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
      title: 'Unsere Domains und Gruppen',
      domains: 'Unsere Mail-Domains',
      domainsMore:
        'Jede Adresse darin gehört einem Kollegen oder einer Maschine: Mails von dort sind nie von einem Kunden. Kanäle und Kollegen sind schon bekannt.',
      groups: 'Gruppen, die Mails an uns weitergeben',
      groupsMore: 'Etwa eine Google-Gruppe, die ihre eigene Adresse als Absender einsetzt.',
      save: 'Speichern',
      saved: 'Gespeichert.',
    },
    mail: {
      where: 'Wo das Postfach ist',
      places: { google: 'Gmail', microsoft: 'Microsoft 365', other: 'Anderer Anbieter' },
      address: 'Adresse',
      addressMore: 'Wohin Ihre Kundschaft schreibt. Daraus werden die Server gefunden.',
      addressNeeded: 'Geben Sie eine E-Mail-Adresse ein, etwa support@example.com.',
      senderName: 'Absendername',
      senderNameMore: 'Etwa Acme: E-Mails kommen dann von „Anna via Acme“.',
      password: 'Passwort',
      passwordMore: 'Des Postfachs. Manche Anbieter verlangen ein App-Passwort, das für ein einzelnes Programm gilt.',
      appPassword: 'App-Passwort',
      appPasswordMore: (isGoogle) =>
        isGoogle
          ? 'Nicht Ihr gewöhnliches. Im Google-Konto: Sicherheit, Bestätigung in zwei Schritten, App-Passwörter. Dort lässt es sich widerrufen.'
          : 'Nicht Ihr gewöhnliches: Ihr Anbieter erstellt es für ein einzelnes Programm, in den Sicherheitseinstellungen des Kontos.',
      clientId: 'Client-ID',
      clientIdMore:
        'Microsoft nimmt von Programmen keine Passwörter an. Registrieren Sie eine App bei Microsoft Entra; das ist ihre Anwendungs-ID.',
      refreshToken: 'Refresh-Token',
      refreshTokenMore: 'Aus einer einmaligen Anmeldung als dieses Postfach mit der App. Die Anleitung zeigt, wie.',
      finding: 'Die Server werden gesucht…',
      onlyNew: 'Nur neue E-Mails werden gelesen; im Postfach wird nichts markiert, verschoben oder gelöscht.',
      all: 'Alle Einstellungen',
      short: 'Nur das Nötige',
    },
    domain: {
      title: 'Ihre Domain',
      more: 'Was Empfänger im DNS finden, entscheidet, ob Ihre Antworten im Posteingang oder im Spam-Ordner landen.',
      check: 'Domain prüfen',
      none: 'Legen Sie zuerst eine Adresse fest: Geprüft wird deren Domain.',
      names: { spf: 'SPF', dkim: 'DKIM', dmarc: 'DMARC' },
      states: { ok: 'OK', weak: 'Schwach', missing: 'Fehlt', wrong: 'Falsch', unknown: 'Unbekannt' },
      found: 'Gefunden',
      publish: (name) => `Als TXT-Eintrag von ${name} veröffentlichen`,
      copy: 'Kopieren',
      copied: 'Kopiert',
    },
    setUp: 'Beim Anbieter',
    inboundUrl: 'Eingangs-URL',
    save: 'Speichern',
    create: 'Verbinden',
    created: (name) => `${name} ist verbunden.`,
    savedWithoutSecrets: 'Gespeichert. Der Kanal geht erst wieder, wenn Sie neu eingeben, was entfernt wurde.',
    saved: 'Gespeichert.',
    switchedOn: (name) => `${name} ist aktiviert.`,
    switchedOff: (name) => `${name} ist deaktiviert.`,
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
