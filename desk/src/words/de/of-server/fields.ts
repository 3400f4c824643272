/** Fields of the channels' settings, what they are for, and the choices in them, by their English. */
export const fields: Record<string, string> = {
  'Mail to your support addresses, taken in by SMTP or from a mailbox, and answered in its thread.':
    'Mails an Ihre Support-Adressen, per SMTP oder aus einem Postfach, beantwortet in ihrem Verlauf.',
  'A chat on your own site, in your colours.': 'Ein Chat auf Ihrer eigenen Seite, in Ihren Farben.',
  'Messages from a program of your own.': 'Nachrichten aus einem eigenen Programm.',

  // Email
  Address: 'Adresse',
  'What customers see and answer to.': 'Was Kunden sehen und worauf sie antworten.',
  'Sender name': 'Absendername',
  'Such as Acme: mail then comes from “Anna via Acme”.': 'Zum Beispiel Acme: Mails kommen dann von „Anna via Acme“.',
  'Accepted addresses': 'Angenommene Adressen',
  'Mail to them is taken in, beside mail to the address above. @example.com takes in the whole domain.':
    'Mails an sie werden angenommen, neben Mails an die Adresse oben. @example.com nimmt die ganze Domain an.',
  'Outgoing server': 'Postausgangsserver',
  'Without one, mail leaves by the server of the installation.':
    'Ohne einen gehen Mails über den Server der Installation hinaus.',
  Server: 'Server',
  Port: 'Port',
  Encryption: 'Verschlüsselung',
  'tls from the start (ports 465 and 993), starttls (ports 587 and 143), or none.':
    'Von Anfang an (TLS, Ports 465 und 993), nach der Begrüßung (STARTTLS, Ports 587 und 143) oder keine.',
  tls: 'TLS',
  starttls: 'STARTTLS',
  none: 'Keine',
  'Sign-in': 'Anmeldung',
  'Send the password without encryption': 'Das Passwort unverschlüsselt senden',
  'Use an address without https': 'Eine Adresse ohne https benutzen',
  'Anybody on the way to the server can read it. Only for a server that can do no better.':
    'Jeder auf dem Weg zum Server kann es lesen. Nur für einen Server, der es nicht besser kann.',
  'xoauth2 uses the access of the mailbox below.': 'OAuth 2 nutzt den Zugang des Postfachs weiter unten.',
  password: 'Passwort',
  xoauth2: 'OAuth 2',
  'User name': 'Benutzername',
  'Empty: no sign-in.': 'Leer: ohne Anmeldung.',
  Password: 'Passwort',
  'Mailbox to watch': 'Überwachtes Postfach',
  'Access token': 'Zugangstoken',
  'Expires; better give OAuth 2 access.': 'Läuft ab; besser ist ein Zugang über OAuth 2.',
  'OAuth 2 access': 'Zugang über OAuth 2',
  'Fetches access tokens as they expire.': 'Holt neue Zugangstoken, wenn die alten ablaufen.',
  'Token address': 'Token-Adresse',
  'Client id': 'Client-ID',
  'Client secret': 'Client-Geheimnis',
  'Refresh token': 'Refresh-Token',
  Scope: 'Berechtigungsumfang (Scope)',
  'Only where the provider asks for it.': 'Nur wenn der Anbieter danach fragt.',
  Folder: 'Ordner',
  'Start with': 'Beginnen mit',
  'Everything that is in the folder, or only what arrives from now on. Nothing is marked or deleted.':
    'Alles, was im Ordner liegt, oder nur, was ab jetzt kommt. Nichts wird markiert oder gelöscht.',
  everything: 'Alles',
  new: 'Nur Neues',
  'Automatic first answer': 'Automatische erste Antwort',
  'Sent once to each new issue, when the domain of its sender vouches for the mail (see the names of your mail boundary) or somebody here has written to them before; never to a machine.':
    'Einmal für jedes neue Anliegen, wenn die Domain des Absenders für die Mail bürgt (siehe die Namen Ihrer Mail-Grenze) oder ihm hier schon geschrieben wurde; nie an eine Maschine.',
  'Send it': 'Senden',
  Text: 'Text',
  'Signed reply addresses': 'Signierte Antwortadressen',
  'Answers come back to help+r.…@example.com. Needs a server that delivers plus-addresses. On by default unless a mailbox is watched.':
    'Antworten kommen an help+r.…@example.com zurück. Der Server muss Plus-Adressen zustellen. Ohne überwachtes Postfach von sich aus an.',
  Forms: 'Formulare',
  'Senders that write for customers, such as a contact form: whom Reply-To names is the customer.':
    'Absender, die für Kunden schreiben, etwa ein Kontaktformular: Wen Reply-To nennt, ist der Kunde.',
  'Names of your mail boundary': 'Namen Ihrer Mail-Grenze',
  'Whose Authentication-Results are believed (RFC 8601). It must remove foreign ones of its name.':
    'Wessen Authentication-Results geglaubt wird (RFC 8601). Sie muss fremde mit ihrem Namen entfernen.',
  'Network addresses of your mail boundary': 'Netzadressen Ihrer Mail-Grenze',
  'Who may hand over such results by SMTP: addresses or ranges. This machine always may.':
    'Wer solche Ergebnisse per SMTP übergeben darf: Adressen oder Bereiche. Diese Maschine darf immer.',
  Signature: 'Signatur',

  // Web chat
  Title: 'Titel',
  'The head of the chat. Empty: the company’s name.': 'Die Kopfzeile des Chats. Leer: der Name der Firma.',
  Greeting: 'Begrüßung',
  'Shown before anything is said.': 'Steht da, bevor jemand etwas gesagt hat.',
  Sites: 'Seiten',
  'Origins of the pages that may show this chat, as in https://www.example.com or https://*.example.com.':
    'Welche Seiten diesen Chat zeigen dürfen, etwa https://www.example.com oder https://*.example.com.',
  Colour: 'Farbe',
  'As in #4255d0. Empty: the company’s accent colour.': 'Etwa #4255d0. Leer: die Farbe der Firma.',
  Side: 'Seite',
  'Where the button stands: at the end of a line (right, in most languages) or at its start.':
    'Wo der Knopf steht: am Ende einer Zeile (in den meisten Sprachen rechts) oder am Anfang.',
  end: 'Ende',
  start: 'Anfang',
  Theme: 'Aussehen',
  auto: 'Wie das System',
  light: 'Hell',
  dark: 'Dunkel',
  'Expected answer time, in minutes': 'Erwartete Antwortzeit in Minuten',
  'Shown to visitors. Empty: nothing is promised.': 'Besucher sehen sie. Leer: Nichts wird versprochen.',
  'Show the names of staff': 'Namen der Mitarbeitenden zeigen',
  'Ask for': 'Fragen nach',
  'Name, email, phone: always optional for the visitor, and only a claim.':
    'Name, E-Mail, Telefon: für Besucher immer freiwillig, und nur eine Behauptung.',
  'Take files': 'Dateien annehmen',
  'Go on by mail': 'Per Mail weiterführen',
  'Replies that were not seen are mailed, if the visitor gave an address or has proven one.':
    'Ungesehene Antworten gehen per Mail, wenn der Besucher eine Adresse genannt oder belegt hat.',
  'Minutes until a reply goes by mail': 'Minuten, bis eine Antwort per Mail geht',
  'Mail channel': 'Mail-Kanal',
  'The id of the mail channel by which it goes on. Empty: the first one that is switched on.':
    'Die Kennung des Mail-Kanals, über den es weitergeht. Leer: der erste, der an ist.',
  'Visitors whom your site signed in': 'Besucher, die Ihre Seite angemeldet hat',
  'Secret (HS256)': 'Geheimnis (HS256)',
  'With which your site signs who its visitor is. At least 32 bytes.':
    'Damit unterschreibt Ihre Seite, wer ihr Besucher ist. Mindestens 32 Byte.',
  'Previous secret': 'Bisheriges Geheimnis',
  'Still taken while you change over to the new one.': 'Gilt weiter, während Sie zum neuen wechseln.',
  'Public keys (RS256)': 'Öffentliche Schlüssel (RS256)',
  'In PEM, one after the other: for sites that sign with a private key.':
    'In PEM, einer nach dem anderen: für Seiten, die mit einem privaten Schlüssel unterschreiben.',
  'Prefix of accounts': 'Präfix der Konten',
  'Only if several sites with accounts of their own are served here: keeps their accounts apart.':
    'Nur wenn hier mehrere Seiten mit eigenen Konten bedient werden: hält ihre Konten auseinander.',
  'Hours that a sign-in lasts': 'Stunden, die eine Anmeldung gilt',
  'After that your site identifies its visitor again.': 'Danach weist Ihre Seite ihren Besucher neu aus.',

  // API
  'Live conversation': 'Gespräch in Echtzeit',
  'Both sides are present, as in a chat: what follows belongs to the issue being talked about.':
    'Beide Seiten sind da, wie in einem Chat: Was folgt, gehört zum Anliegen, um das es gerade geht.',
}
