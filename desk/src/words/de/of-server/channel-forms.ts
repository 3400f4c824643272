import type { ChannelForms } from '../../server-words.ts'

/** The settings of each kind of channel, by their paths. */
export const channelForms: ChannelForms = {
  email: {
    about: 'Mails an Ihre Support-Adressen, per SMTP oder aus einem Postfach, beantwortet in ihrem Verlauf.',
    fields: {
      address: { title: 'Adresse', more: 'Was Kunden sehen und worauf sie antworten.' },
      senderName: { title: 'Absendername', more: 'Zum Beispiel Acme: Mails kommen dann von „Anna via Acme“.' },
      addresses: {
        title: 'Weitere Adressen',
        more: 'Mails an sie werden ebenfalls empfangen. @example.com steht für alle Adressen der Domain.',
      },
      smtp: { title: 'Postausgang (SMTP)', more: 'Ohne ihn gehen Mails über den Server der Installation hinaus.' },
      'smtp.host': { title: 'Server' },
      'smtp.port': { title: 'Port' },
      'smtp.security': {
        title: 'Verschlüsselung',
        more: 'Von Anfang an (TLS, Ports 465 und 993), nach der Begrüßung (STARTTLS, Ports 587 und 143) oder keine.',
      },
      'smtp.auth': { title: 'Authentifizierung', more: 'OAuth 2 nutzt den Zugang des IMAP-Posteingangs weiter unten.' },
      'smtp.user': { title: 'Benutzername', more: 'Leer: ohne Authentifizierung.' },
      'smtp.password': { title: 'Passwort' },
      'smtp.allowUnencrypted': {
        title: 'Das Passwort unverschlüsselt senden',
        more: 'Jeder auf dem Weg zum Server kann es lesen. Nur für einen Server, der es nicht besser kann.',
      },
      imap: { title: 'IMAP-Posteingang' },
      'imap.host': { title: 'Server' },
      'imap.port': { title: 'Port' },
      'imap.security': {
        title: 'Verschlüsselung',
        more: 'Von Anfang an (TLS, Ports 465 und 993), nach der Begrüßung (STARTTLS, Ports 587 und 143) oder keine.',
      },
      'imap.user': { title: 'Benutzername' },
      'imap.auth': { title: 'Authentifizierung' },
      'imap.password': { title: 'Passwort' },
      'imap.accessToken': { title: 'Zugangstoken', more: 'Läuft ab; besser ist ein Zugang über OAuth 2.' },
      'imap.oauth': { title: 'Zugang über OAuth 2', more: 'Holt neue Zugangstoken, wenn die alten ablaufen.' },
      'imap.oauth.tokenUrl': { title: 'Token-URL' },
      'imap.oauth.clientId': { title: 'Client-ID' },
      'imap.oauth.clientSecret': { title: 'Client-Geheimnis' },
      'imap.oauth.refreshToken': { title: 'Refresh-Token' },
      'imap.oauth.scope': { title: 'Berechtigungsumfang (Scope)', more: 'Nur wenn der Anbieter danach fragt.' },
      'imap.oauth.allowUnencrypted': {
        title: 'Eine URL ohne https benutzen',
        more: 'Jeder auf dem Weg zum Server kann es lesen. Nur für einen Server, der es nicht besser kann.',
      },
      'imap.folder': { title: 'Ordner' },
      'imap.startWith': {
        title: 'Beginnen mit',
        more: 'Alles, was im Ordner liegt, oder nur, was ab jetzt kommt. Nichts wird markiert oder gelöscht.',
      },
      'imap.allowUnencrypted': {
        title: 'Das Passwort unverschlüsselt senden',
        more: 'Jeder auf dem Weg zum Server kann es lesen. Nur für einen Server, der es nicht besser kann.',
      },
      acknowledgement: {
        title: 'Automatische Antwort',
        more: 'Einmal für jedes neue Anliegen, wenn die Domain des Absenders authentifiziert ist (siehe Vertrauenswürdige authserv-ids) oder ihm hier schon geschrieben wurde; nie an eine Maschine.',
      },
      'acknowledgement.enabled': { title: 'Aktiviert' },
      'acknowledgement.text': { title: 'Text' },
      quotedHistory: {
        title: 'In Antworten das Gespräch zitieren',
        more: 'Unter einer Antwort, wie es Mailprogramme tun: nichts, die letzte Nachricht oder das ganze Gespräch. Nur Mails, die alle Empfänger der Antwort schon haben.',
      },
      replyAddressing: {
        title: 'Antwortadressen mit Signatur',
        more: 'Antworten kommen an help+r.…@example.com zurück. Der Server muss Plus-Adressen zustellen. Ohne IMAP-Posteingang von sich aus an.',
      },
      formSenders: {
        title: 'Absender von Kontaktformularen',
        more: 'Sie schreiben für Kunden: Wen Reply-To nennt, ist der Kunde.',
      },
      authservIds: {
        title: 'Vertrauenswürdige authserv-ids',
        more: 'Wessen Authentication-Results geglaubt wird (RFC 8601). Dieser Server muss fremde mit seinem Namen entfernen.',
      },
      boundaryAddresses: {
        title: 'Vertrauenswürdige Relays',
        more: 'Von wo solche Ergebnisse per SMTP geglaubt werden: Adressen oder Bereiche. Dieser Maschine immer.',
      },
      signature: { title: 'Signatur' },
    },
  },
  webchat: {
    about: 'Ein Chat auf Ihrer eigenen Seite, in Ihren Farben.',
    fields: {
      title: { title: 'Titel', more: 'Die Kopfzeile des Chats. Leer: der Name der Firma.' },
      greeting: { title: 'Begrüßung', more: 'Steht da, bevor jemand etwas gesagt hat.' },
      allowedOrigins: {
        title: 'Seiten',
        more: 'Welche Seiten diesen Chat zeigen dürfen, etwa https://www.example.com oder https://*.example.com.',
      },
      accentColour: { title: 'Farbe', more: 'Etwa #4255d0. Leer: die Farbe der Firma.' },
      side: {
        title: 'Position',
        more: 'Wo der Knopf steht: am Ende einer Zeile (in den meisten Sprachen rechts) oder am Anfang.',
      },
      theme: { title: 'Aussehen' },
      answersWithinMinutes: {
        title: 'Erwartete Antwortzeit in Minuten',
        more: 'Besucher sehen sie. Leer: Nichts wird versprochen.',
      },
      showsNames: { title: 'Namen der Teammitglieder zeigen' },
      showsPhotos: { title: 'Fotos der Teammitglieder zeigen', more: 'Von denen, die eins haben, neben ihrem Namen.' },
      asksFor: {
        title: 'Fragen nach',
        more: 'Name, E-Mail, Telefon: für Besucher immer freiwillig, und nur eine Behauptung.',
      },
      showsPages: {
        title: 'Die Seite zeigen, auf der ein Besucher ist',
        more: 'Ihrem Team, solange der Chat läuft, mit Land oder Zeitzone. Davon wird nichts aufbewahrt.',
      },
      takesFiles: { title: 'Anhänge erlauben' },
      goesOnByMail: {
        title: 'Per E-Mail weiterführen',
        more: 'Ungesehene Antworten gehen per Mail, wenn der Besucher eine Adresse genannt oder belegt hat.',
      },
      mailAfterMinutes: { title: 'Ungesehene Antworten per E-Mail nach (Minuten)' },
      mailChannelId: {
        title: 'E-Mail-Kanal',
        more: 'Die Kennung des Mail-Kanals, über den es weitergeht. Leer: der erste, der an ist.',
      },
      identity: { title: 'Identitätsprüfung' },
      'identity.secret': {
        title: 'Geheimnis (HS256)',
        more: 'Damit unterschreibt Ihre Seite, wer ihr Besucher ist. Mindestens 32 Byte.',
      },
      'identity.previousSecret': {
        title: 'Bisheriges Geheimnis',
        more: 'Gilt weiter, während Sie zum neuen wechseln.',
      },
      'identity.publicKeys': {
        title: 'Öffentliche Schlüssel (RS256)',
        more: 'In PEM, einer nach dem anderen: für Seiten, die mit einem privaten Schlüssel unterschreiben.',
      },
      'identity.accountPrefix': {
        title: 'Kontopräfix',
        more: 'Nur wenn hier mehrere Seiten mit eigenen Konten bedient werden: hält ihre Konten auseinander.',
      },
      'identity.signedInHours': {
        title: 'Gültigkeit der Anmeldung in Stunden',
        more: 'Danach weist Ihre Seite ihren Besucher neu aus.',
      },
    },
  },
  sms: {
    about: 'Textnachrichten an eine Nummer von Ihnen, über Twilio.',
    fields: {
      provider: { title: 'Anbieter' },
      accountSid: { title: 'Account-SID', more: 'Steht auf der ersten Seite der Twilio Console; beginnt mit AC.' },
      authToken: {
        title: 'Auth-Token',
        more: 'Neben der Account-SID. Meldet zum Senden an und belegt, dass Eingehendes von Twilio ist.',
      },
      from: {
        title: 'Absender',
        more: 'Eine Nummer des Kontos mit Landesvorwahl, etwa +15005550006, oder eine Kurzwahl oder ein Name.',
      },
      messagingServiceSid: {
        title: 'SID des Messaging Service',
        more: 'Statt eines Absenders: Twilio wählt dann eine der Nummern des Dienstes. Beginnt mit MG.',
      },
      server: { title: 'API-Server', more: 'Ein anderer für eine Region oder einen eigenen Proxy.' },
    },
  },
  api: {
    about: 'Nachrichten aus einem eigenen Programm.',
    fields: {
      live: {
        title: 'Gespräch in Echtzeit',
        more: 'Beide Seiten sind da, wie in einem Chat: Was folgt, gehört zum Anliegen, um das es gerade geht.',
      },
    },
  },
  whatsapp: {
    about: 'Nachrichten an eine WhatsApp-Nummer von Ihnen, über die Cloud API von Meta.',
    fields: {
      phoneNumberId: {
        title: 'ID der Telefonnummer',
        more: 'Unter „API-Einrichtung“ der App bei Meta. Sie ist nicht die Telefonnummer selbst.',
      },
      portfolioId: {
        title: 'ID des Business-Portfolios',
        more: 'Unter „Unternehmensinfo“ des Portfolios. Darin nennt WhatsApp dieselbe Person immer mit derselben ID.',
      },
      accessToken: {
        title: 'Zugriffstoken',
        more: 'Eines Systemnutzers, mit whatsapp_business_messaging und ohne Ablauf.',
      },
      appSecret: {
        title: 'App-Geheimnis',
        more: 'Unter „App-Einstellungen“, „Allgemeines“. Damit unterschreibt Meta, was es übergibt.',
      },
      verifyToken: {
        title: 'Bestätigungstoken',
        more: 'Ein beliebiger langer Text von Ihnen. Geben Sie ihn auch bei Meta an, neben der Adresse des Webhooks.',
      },
      server: { title: 'Server', more: 'Wo die Graph API erreicht wird.' },
    },
  },
  telegram: {
    about: 'Nachrichten an einen eigenen Bot oder an die Geschäftskonten, mit denen er verbunden ist.',
    fields: {
      token: { title: 'Bot-Token', more: 'Von @BotFather, zum Beispiel 123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11.' },
      server: { title: 'Bot-API-Server', more: 'Ein anderer nur, wenn Sie selbst einen Bot-API-Server betreiben.' },
    },
  },
}
