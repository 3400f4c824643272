import type { Spoken } from '../../../words/spoken.ts'
import type { en } from './en.ts'

export const de: Spoken<typeof en> = {
  account: {
    title: 'Sie',
    shortcut: 'Zu den eigenen Einstellungen',
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
