import type { Spoken } from '../../../words/spoken.ts'
import type { en } from './en.ts'

export const de: Spoken<typeof en> = {
  account: {
    title: 'Sie',
    shortcut: 'Zu den eigenen Einstellungen',
    photo: 'Ihr Foto',
    photoMore: 'Ihr Team sieht es, und im Chat Besucher neben Ihren Antworten. Es wird quadratisch zugeschnitten.',
    choosePhoto: 'Foto wählen…',
    removePhoto: 'Foto entfernen',
    photoSaved: 'Ihr Foto ist gespeichert.',
    photoRemoved: 'Ihr Foto ist entfernt.',
    noPhoto: 'Dieses Bild lässt sich nicht lesen. Nehmen Sie PNG, JPEG oder WebP.',
    appearance: 'Aussehen',
    language: 'Sprache',
    light: 'Hell',
    dark: 'Dunkel',
    auto: 'System',
    signOut: 'Abmelden',
    signOutAnyway: 'Abmelden und verwerfen',
    unsavedTitle: 'Etwas wurde noch nicht gesendet',
    unsavedDrafts: (count) =>
      count === 1 ? 'Ein Entwurf ist noch nicht gespeichert' : `${count} Entwürfe sind noch nicht gespeichert`,
    unsavedMore: (count) =>
      `${count === 1 ? 'Ein Text hat' : `${count} Texte haben`} den Server nicht erreicht und würde von diesem Gerät entfernt. Warten Sie auf die Verbindung, um nichts zu verlieren.`,
    role: (role) => `Rolle: ${role}`,
    signature: 'Signatur',
    signatureMore:
      'Steht unter jeder Mail, die Sie schreiben, über der Signatur des Kanals oder der Firma. Nicht in Chats.',
    signatureSaved: 'Signatur gespeichert.',
    byMail: {
      title: 'Per Mail',
      which: 'Welche',
      noChannel: 'Kein Kanal dieser Installation kann Mails senden. Mitteilungen bleiben deshalb im Desk.',
      goes: ({ address, from }) => `Sie gehen an ${address} und kommen von ${from}.`,
      unproven: (address) =>
        `Bevor etwas an ${address} geht, zeigen Sie, dass Sie dort Mails lesen: Folgen Sie dem Link in einer Mail, die wir Ihnen senden.`,
      ask: 'Link senden',
      asked: (address) => `Eine Mail an ${address} ist unterwegs. Ihr Link gilt einen Tag.`,
      proven: 'Ihre Adresse ist bestätigt.',
      failed: ({ address, since }) =>
        `Mails an ${address} kommen seit ${since} zurück, darum wird keine gesendet. Wenn das Postfach wieder geht, fordern Sie den Link an.`,
      when: 'Wann',
      off: 'Nie',
      away: 'Wenn ich weg bin',
      always: 'Immer, sofort',
      awayMore:
        'Was nach dieser Zeit noch ungelesen ist, während Sie keinen Desk offen haben. Mit offenem Desk nach zwei Stunden.',
      after: 'Nach',
      minutes: (count) =>
        count === 1
          ? '1 Minute'
          : count < 60
            ? `${count} Minuten`
            : count === 60
              ? '1 Stunde'
              : `${count / 60} Stunden`,
      to_customer:
        'Eine Antwort auf so eine Mail geht in Ihrem Namen an den Kunden; beginnt sie mit #note, ist sie eine Notiz.',
      to_confirm:
        'Hier prüft nichts, von wem eine Mail ist. Darum wartet eine Antwort auf so eine Mail beim Anliegen, bis jemand im Desk bestätigt, dass sie von Ihnen ist.',
      no_answer: 'Auf so eine Mail kann man nicht antworten: Der Kanal hat keine Adressen dafür.',
    },
    twoFactor: 'Zwei-Faktor-Authentifizierung',
    twoFactorOff:
      'Bisher genügt Ihr Passwort. Fügen Sie einen Code aus einer App auf Ihrem Telefon hinzu, damit ein gestohlenes Passwort nicht reicht.',
    twoFactorOn: 'Die Anmeldung fragt nach einem Code aus Ihrer App.',
    twoFactorEnable: 'Einschalten',
    twoFactorDisable: 'Ausschalten',
    confirmPassword: 'Ihr Passwort',
    continue: 'Weiter',
    wrongPassword: 'Dieses Passwort stimmt nicht.',
    scan: 'Scannen Sie das mit Ihrer Authenticator-App',
    scanMore: 'Oder geben Sie dort diesen Schlüssel ein:',
    qrLabel: 'QR-Code für Ihre Authenticator-App',
    thenCode: 'Geben Sie dann die sechs Ziffern ein, die die App zeigt:',
    backupTitle: 'Heben Sie diese Ersatzcodes auf',
    backupMore: 'Jeder meldet Sie einmal an, wenn Sie Ihr Telefon verlieren. Sie werden nur jetzt gezeigt.',
    backupKept: 'Ich habe sie aufgehoben',
    enabled: 'Die Zwei-Faktor-Authentifizierung ist an.',
    disabled: 'Die Zwei-Faktor-Authentifizierung ist aus.',
    password: 'Passwort',
    noPassword: 'Sie haben hier kein Passwort: Sie melden sich mit der Anmeldung Ihrer Firma an.',
    currentPassword: 'Bisheriges Passwort',
    newPassword: 'Neues Passwort',
    changePassword: 'Passwort ändern',
    passwordChanged: 'Passwort geändert. Andere Geräte wurden abgemeldet.',
  },
}
