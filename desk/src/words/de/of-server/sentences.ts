/** How a channel is, what a test found, why a mail did not leave or was set aside. The first that fits is said. */
export const sentences: readonly (readonly [pattern: RegExp, german: string])[] = [
  // A page under an address that the settings do not name.
  [
    /^The request was sent by a page at (\S+), which is not .+? nothing was done\. Open (\S+) and try there\. If .+ALLOWED_ORIGINS\.$/,
    'Unter $1 ist diese Installation nicht eingerichtet; es wurde nichts getan. Öffnen Sie $2. Wenn $1 richtig ist, muss diese Adresse in den Einstellungen des Servers stehen: in PUBLIC_URL oder ALLOWED_ORIGINS.',
  ],
  [
    /^The request was sent by a page of another site, so nothing was done\. .+$/,
    'Diese Anfrage kam von einer anderen Seite; es wurde nichts getan. Öffnen Sie Throughline selbst, und versuchen Sie es dort.',
  ],
  // A warning at the end of a sentence about a channel.
  [
    /^Mail leaves by (.+?)\. The password is sent to (.+) without encryption: anybody on the way can read it\.$/,
    'Mails gehen über $1 hinaus. Das Passwort geht unverschlüsselt an $2: Jeder auf dem Weg kann es lesen.',
  ],
  [
    /^Signed in to (.+) as (.+?)\. The password is sent to (.+) without encryption: anybody on the way can read it\.$/,
    'Bei $1 als $2 angemeldet. Das Passwort geht unverschlüsselt an $3: Jeder auf dem Weg kann es lesen.',
  ],
  [
    /^Watching (.+?)\. The password is sent to (.+) without encryption: anybody on the way can read it\.$/,
    '$1 wird überwacht. Das Passwort geht unverschlüsselt an $2: Jeder auf dem Weg kann es lesen.',
  ],
  [
    /^Mail is taken in on port (\d+)\. The password is sent to (.+) without encryption: anybody on the way can read it\.$/,
    'Mails werden auf Port $1 angenommen. Das Passwort geht unverschlüsselt an $2: Jeder auf dem Weg kann es lesen.',
  ],

  // What is wrong with a setting.
  [
    /^has to be given again, because the place it is sent to was changed$/,
    'Muss neu eingegeben werden, weil sich geändert hat, wohin es gesendet wird.',
  ],
  [
    /^must be on for a password to be sent without encryption: anybody on the way to the server can read it$/,
    'Muss an sein, damit ein Passwort unverschlüsselt gesendet wird: Jeder auf dem Weg zum Server kann es lesen.',
  ],

  // How a channel is.
  [
    /^The server was changed, so its password was removed\. Enter the password again\.$/,
    'Der Server wurde geändert, darum wurde sein Passwort entfernt. Geben Sie das Passwort neu ein.',
  ],
  [
    /^The server was changed, so what signs in to it was removed\. Enter it again\.$/,
    'Der Server wurde geändert, darum wurden die Zugangsdaten entfernt. Geben Sie sie neu ein.',
  ],
  [
    /^There is no password for (.+) at (.+): give it again\.$/,
    'Für $1 bei $2 fehlt das Passwort: Geben Sie es neu ein.',
  ],
  [
    /^(.+) is not this machine, and a password is not sent there without encryption\.$/,
    '$1 ist nicht dieser Rechner, und unverschlüsselt wird kein Passwort dorthin gesendet.',
  ],
  [/^Ready\.$/, 'Bereit.'],
  [/^Switched off\.$/, 'Ausgeschaltet.'],
  [/^Mail is taken in on port (\d+)\.$/, 'Mails werden auf Port $1 angenommen.'],
  [
    /^No mailbox is watched, and the mail listener is switched off\.$/,
    'Kein Postfach wird überwacht, und die Annahme von Mails ist ausgeschaltet.',
  ],
  [
    /^Its secrets were sealed with another SECRET_KEY\. Enter them again\.$/,
    'Seine Geheimnisse wurden mit einem anderen SECRET_KEY versiegelt. Geben Sie sie neu ein.',
  ],
  [
    /^Its settings are no longer valid\. Save them again\.$/,
    'Seine Einstellungen gelten nicht mehr. Speichern Sie sie neu.',
  ],
  [/^Connecting to (.+)\.$/, 'Verbindung zu $1 wird aufgebaut.'],
  [/^Reading (.+?)\.(.*)$/s, '$1 wird gelesen.$2'],
  [/^Watching (.+?)\.(.*)$/s, '$1 wird überwacht.$2'],
  [/^(.+) Trying again in (\d+) s\.$/s, '$1 Nächster Versuch in $2 s.'],

  // What a test found.
  [/^Snippet$/, 'Einbettung'],
  [/^Receiving$/, 'Empfang'],
  [/^Mailbox$/, 'Postfach'],
  [/^Sending$/, 'Versand'],
  [/^Settings$/, 'Einstellungen'],
  [/^Secrets$/, 'Geheimnisse'],
  [/^Mail$/, 'Mail'],
  [
    /^There is nothing to connect to: the settings are complete\.$/,
    'Hier ist nichts zu verbinden: Die Einstellungen sind vollständig.',
  ],
  [
    /^No address is set: only mail of this machine to its own name is taken in\. Set the address\.$/,
    'Keine Adresse ist eingetragen: Nur Mails dieses Rechners an seinen eigenen Namen werden angenommen. Tragen Sie die Adresse ein.',
  ],
  [
    /^No address is set: nothing can leave from here\.$/,
    'Keine Adresse ist eingetragen: Von hier kann nichts hinausgehen.',
  ],
  [
    /^Mail leaves from the accepted address that the customer wrote to\.$/,
    'Mails gehen von der angenommenen Adresse hinaus, an die der Kunde schrieb.',
  ],
  [
    /^The channel has no address to send from: an admin sets one in its settings\.$/,
    'Der Kanal hat keine Absenderadresse: Ein Admin trägt sie in seinen Einstellungen ein.',
  ],
  [
    /^Mail leaves from (.+?)\. Answers come back to signed addresses of it\.$/,
    'Mails gehen von $1 hinaus. Antworten kommen an signierte Adressen davon zurück.',
  ],
  [/^Mail leaves from (.+)\.$/, 'Mails gehen von $1 hinaus.'],
  [/^Mail leaves by the server of the installation\.$/, 'Mails gehen über den Server der Installation hinaus.'],
  [/^Mail leaves by (.+)\.$/, 'Mails gehen über $1 hinaus.'],
  [
    /^Only mail of this machine to its own name is taken in, such as to support@localhost\.$/,
    'Nur Mails dieses Rechners an seinen eigenen Namen werden angenommen, etwa an support@localhost.',
  ],
  [/^Mail to (.+) is taken in by SMTP\.$/, 'Mails an $1 werden per SMTP angenommen.'],
  [
    /^No mailbox is watched, and the mail listener is switched off: nothing comes in\.$/,
    'Kein Postfach wird überwacht, und die Annahme von Mails ist ausgeschaltet: Nichts kommt herein.',
  ],
  [/^Signed in to (.+) as (.+)\.$/, 'Bei $1 als $2 angemeldet.'],
  [/^(.+) holds (\d+) mails\. New mail is announced at once\.$/, '$1 enthält $2 Mails. Neue werden sofort gemeldet.'],
  [/^(.+) holds (\d+) mails\. New mail is looked for\.$/, '$1 enthält $2 Mails. Nach neuen wird gesehen.'],
  [
    /^There is no outgoing server: mail is kept in the built-in outbox for reading\.$/,
    'Es gibt keinen Postausgangsserver: Mails bleiben zum Lesen im eingebauten Postausgang.',
  ],
  [
    /^Put this before <\/body> of your pages, with the address of this server: (.+)$/s,
    'Setzen Sie das vor </body> Ihrer Seiten, mit der Adresse dieses Servers: $1',
  ],
  [/^It is shown on (.+)\.$/, 'Er wird auf $1 gezeigt.'],
  [
    /^No site may show it yet: add the origin of your site, as in (.+)\.$/,
    'Noch darf keine Seite ihn zeigen: Tragen Sie Ihre ein, etwa $1.',
  ],
  [
    /^Visitors whom your site signs in are believed by (.+)\.$/,
    'Besuchern, die Ihre Seite anmeldet, wird geglaubt ($1).',
  ],
  [
    /^Visitors are known by their device only\. Give a secret to let your site say who they are\.$/,
    'Besucher sind nur an ihrem Gerät zu erkennen. Mit einem Geheimnis sagt Ihre Seite, wer sie sind.',
  ],
  [/^Replies not seen within (\d+) minutes go on by mail\.$/, 'Nach $1 Minuten gehen ungesehene Antworten per Mail.'],
  [
    /^Replies wait in the chat until the visitor comes back\.$/,
    'Antworten warten im Chat, bis der Besucher wiederkommt.',
  ],

  // Why mail did not leave. What the other server said stays in its words.
  [
    /^The mail server asked us to try later: (.+) It was tried for two days\.$/s,
    'Der Mailserver bat zwei Tage lang, es später zu versuchen: $1',
  ],
  [
    /^The mail server can't be reached: (.+) It was tried for two days\.$/s,
    'Der Mailserver war zwei Tage lang nicht erreichbar: $1',
  ],
  [/^The channel is switched off or gone\.$/, 'Der Kanal ist abgeschaltet oder entfernt.'],
  [/^It is being sent now\.$/, 'Es wird gerade gesendet.'],
  [/^It has been sent\.$/, 'Es wurde gesendet.'],
  [/^The mail server could not sign us in: (.+)$/s, 'Der Mailserver konnte uns nicht anmelden: $1'],
  [/^The mail server refused the sign-in: (.+)$/s, 'Der Mailserver hat die Anmeldung abgelehnt: $1'],
  [/^No encrypted connection to the mail server: (.+)$/s, 'Keine verschlüsselte Verbindung zum Mailserver: $1'],
  [/^The mail server asked us to try later: (.+)$/s, 'Der Mailserver bittet, es später zu versuchen: $1'],
  [/^The mail is too large for the mail server: (.+)$/s, 'Die Mail ist für den Mailserver zu groß: $1'],
  [
    /^The mail server does not let us send as this address: (.+)$/s,
    'Der Mailserver lässt uns nicht mit dieser Adresse senden: $1',
  ],
  [/^The address was refused: (.+)$/s, 'Die Adresse wurde abgelehnt: $1'],
  [/^The mail server refused the mail: (.+)$/s, 'Der Mailserver hat die Mail abgelehnt: $1'],
  [/^The mail can't be sent: (.+)$/s, 'Die Mail lässt sich nicht senden: $1'],
  [/^The mail server can't be reached: (.+)$/s, 'Der Mailserver ist nicht erreichbar: $1'],
  [
    /^The file “(.+)” is not in the file store any more\. Nothing was sent: attach it again and send the message anew\.$/s,
    'Die Datei „$1“ ist nicht mehr im Dateispeicher. Nichts wurde gesendet: Hängen Sie sie neu an, und senden Sie die Nachricht noch einmal.',
  ],

  // What is wrong with the file store of a node.
  [
    /^(.+) has another file store than (.+): files would be lost\. Give all nodes the same S3_ settings, or mount the same folder at DATA_DIR\/files of each\.( .+ takes no work until then; to go on with its own store, stop the others and restart it\.)?$/s,
    '$1 hat einen anderen Dateispeicher als $2: Dateien gingen verloren. Geben Sie allen Knoten dieselben S3_-Einstellungen, oder hängen Sie bei jedem denselben Ordner unter DATA_DIR/files ein.',
  ],
  [
    /^(.+) cannot read in the file store what (.+) left there: the store does not answer\.$/s,
    '$1 kann im Dateispeicher nicht lesen, was $2 dort hinterlassen hat: Der Speicher antwortet nicht.',
  ],
  [/^(.+) cannot write to the file store: (.+)$/s, '$1 kann nicht in den Dateispeicher schreiben: $2'],

  // Why something was set aside.
  [
    /^It is an automatic message that answers nothing of ours\.$/,
    'Eine automatische Nachricht, die auf nichts von uns antwortet.',
  ],
  [/^Its sender is blocked\.$/, 'Der Absender ist gesperrt.'],
  [/^Our own mail came back to us\.$/, 'Unsere eigene Mail kam zu uns zurück.'],
  [/^It is about a message that is not ours: (.+)$/s, 'Sie betrifft eine Nachricht, die nicht von uns ist: $1'],
  [/^It could not be recorded: (.+)$/s, 'Sie ließ sich nicht festhalten: $1'],
  [/^It could not be read: (.+)$/s, 'Sie ließ sich nicht lesen: $1'],
  [/^Replayed\.$/, 'Noch einmal gelesen.'],
]
