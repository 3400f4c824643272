import type { composer as english } from '../en/composer.ts'
import type { Spoken } from '../spoken.ts'

export const composer: Spoken<typeof english> = {
  newMessage: {
    title: 'Neue Nachricht',
    find: 'Name, Adresse oder E-Mail',
    recipients: 'Empfänger',
    hint: 'Geben Sie einen Namen oder eine E-Mail-Adresse ein.',
    none: 'So ist niemand zu erreichen. Eine vollständige E-Mail-Adresse geht immer.',
    writeTo: (email) => `An ${email} als neuen Kunden schreiben`,
    opensIssue: 'Sie eröffnet ein neues Anliegen.',
    answerInstead: 'Stattdessen auf das offene Anliegen antworten',
    discard: 'Verwerfen',
    replyBegun:
      'Hier ist eine Antwort begonnen. Senden oder leeren Sie zuerst diese, dann beginnen Sie eine neue Nachricht.',
  },
  composer: {
    yourSignature: 'Ihre Signatur',
    ownReply: 'Nur ich',
    label: 'Schreiben',
    reply: 'Antwort',
    note: 'Interne Notiz',
    modeLabel: 'Wer es liest',
    placeholder: 'An den Kunden schreiben…',
    notePlaceholder: 'Das sieht nur Ihr Team…',
    to: 'An',
    addresses: 'Senden über',
    way: (who, how, where) => `${who} · ${how} über ${where}`,
    nowhere: 'Es gibt noch keinen Weg, diesem Kunden zu schreiben.',
    noneUsable: 'Keine Adresse dieses Kunden lässt sich gerade nutzen.',
    personBlocked:
      'An diesen Kunden lässt sich nichts senden. Was er schreibt, wartet in der Quarantäne. Eine Notiz geht immer.',
    nowhereMore: 'Fügen Sie dem Profil eine Adresse hinzu, oder warten Sie auf eine Nachricht. Eine Notiz geht immer.',
    subject: 'Betreff',
    cc: 'Kopie',
    ccLabel: 'Kopien an',
    ccPlaceholder: 'name@example.com',
    bcc: 'Bcc',
    bccLabel: 'Blindkopien an',
    ccOffered: (addresses: string[]) =>
      `Die Mail nennt auch ${some(addresses)}. Sie wurde nicht geprüft, darum bekommen sie keine Kopie Ihrer Antwort.`,
    ccTake: 'Hinzufügen',
    askedTo: (address: string) => `Die Mail bittet um Antwort an ${address}.`,
    askedToOther: (address: string) =>
      `Die Mail bittet um Antwort an ${address}, unter einer anderen Domain als der Absender. Erst prüfen, dann hinzufügen.`,
    askedToTake: (address: string) => `Kopie an ${address}`,
    ccWrong: (value) => `„${value}“ ist keine vollständige E-Mail-Adresse.`,
    send: 'Senden',
    addNote: 'Notiz hinzufügen',
    sendMore: 'Andere Arten zu senden',
    sendAndClose: 'Senden und abschließen',
    attach: 'Dateien anhängen',
    dropHere: 'Zum Anhängen hier ablegen',
    uploading: 'Wird hochgeladen…',
    uploadFailed: 'Nicht hochgeladen',
    uploadRetry: 'Noch einmal',
    removeFile: (name) => `${name} entfernen`,
    tooLarge: (name, limit) => `${name} ist größer als ${limit}.`,
    tooMany: (count) => `Dieser Kanal nimmt höchstens ${count} Dateien.`,
    filesNotTaken: 'Auf diesem Weg gehen keine Dateien mit: Sie bleiben hier.',
    bold: 'Fett',
    italic: 'Kursiv',
    bulletList: 'Liste',
    orderedList: 'Nummerierte Liste',
    link: 'Link',
    linkAddress: 'Webadresse',
    linkSet: 'Setzen',
    linkRemove: 'Link entfernen',
    quote: 'Zitat',
    format: 'Formatieren',
    elsewhere: (text) => `Sie haben hier auf einem anderen Gerät etwas anderes geschrieben: „${text}“`,
    elsewhereTake: 'Das andere nehmen',
    elsewhereKeep: 'Dieses behalten',
    draftSaved: 'Entwurf gespeichert',
    draftLocal: 'Entwurf liegt auf diesem Gerät',
    savedReplies: 'Gespeicherte Antworten',
    insertReply: 'Gespeicherte Antwort einfügen',
    noReplies: 'Noch keine gespeicherte Antwort. Legen Sie eine an unter Einstellungen, Gespeicherte Antworten.',
    mention: 'Jemanden aus dem Team erwähnen',
    colleagues: 'Team',
    noColleagues: 'Sonst ist noch niemand hier.',
    leftOpen: (names) => `Offen geblieben: ${names}. Schreiben Sie es selbst, oder nehmen Sie es heraus.`,
    leftOpenAnyway: 'So senden, wie es ist',
    answeredSince: (name, at) => `${name} hat um ${at} geantwortet, seit Sie begonnen haben.`,
    answeredHeld: (name, at) => `Noch nicht gesendet: ${name} hat um ${at} geantwortet. Haben Sie es gelesen?`,
    wroteSince: (name, count) =>
      count === 1
        ? `${name} hat geschrieben, seit Sie begonnen haben.`
        : `${name} hat ${count} Mal geschrieben, seit Sie begonnen haben.`,
    showAnswer: 'Zeigen',
    sendAnyway: 'Trotzdem senden',
    holdFor: 'Nach dem Senden zurücknehmbar',
    holdSeconds: (seconds) => (seconds === 0 ? 'Gar nicht' : `${seconds} Sekunden`),
  },
}

function some(addresses: string[]): string {
  return addresses.length <= 4
    ? addresses.join(', ')
    : `${addresses.slice(0, 3).join(', ')} und ${addresses.length - 3} weitere`
}
