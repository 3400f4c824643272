import { passwordLength } from '@throughline/protocol/staff/password.ts'
import type { signIn as english } from '../en/sign-in.ts'
import type { Spoken } from '../spoken.ts'

export const signIn: Spoken<typeof english> = {
  signIn: {
    title: 'Anmelden',
    pageTitle: 'Anmelden · Throughline',
    submit: 'Anmelden',
    wrong: 'E-Mail oder Passwort stimmt nicht.',
    tooMany: (seconds) => `Zu viele Versuche. Versuchen Sie es in ${waitOf(seconds)} noch einmal.`,
    codeTitle: 'Code aus Ihrer App eingeben',
    codeMore: 'Öffnen Sie Ihre Authenticator-App und geben Sie die sechs Ziffern ein, die sie zeigt.',
    code: 'Sechsstelliger Code',
    codeWrong: 'Dieser Code stimmt nicht, oder seine Zeit ist um. Geben Sie den ein, den die App jetzt zeigt.',
    codeSubmit: 'Weiter',
    takeBackup: 'Ich habe meine App nicht: Ersatzcode verwenden',
    takeApp: 'Doch die App verwenden',
    backupTitle: 'Ersatzcode eingeben',
    backupMore:
      'Einen der Codes, die Sie beim Einschalten der Anmeldung in zwei Schritten aufgehoben haben. Jeder gilt einmal.',
    backupCode: 'Ersatzcode',
    backupWrong: 'Dieser Ersatzcode stimmt nicht, oder er wurde schon verwendet.',
    startOver: 'Von vorn',
    expired: 'Das hat zu lange gedauert. Melden Sie sich noch einmal an.',
    with: (name) => `Mit ${name} anmelden`,
    or: 'oder mit Passwort',
    oneAccount: 'Notfallkonto verwenden',
    passwordsOff: 'Passwörter sind hier abgeschaltet. Verwenden Sie die Anmeldung Ihrer Firma.',
    cancelled: 'Sie haben die Anmeldung abgebrochen. Nichts wurde geändert.',
    unavailable: 'Die Anmeldung Ihrer Firma antwortet nicht. Versuchen Sie es in einer Minute noch einmal.',
    failed:
      'Die Antwort von der Anmeldung Ihrer Firma ist nicht vertrauenswürdig. Versuchen Sie es noch einmal; wenn es wieder geschieht, sagen Sie es einem Admin.',
    noAccess: 'Die Anmeldung Ihrer Firma kennt Sie, aber Sie haben hier keinen Zugang. Fragen Sie einen Admin.',
  },
  setup: {
    pageTitle: 'Einrichten · Throughline',
    title: 'Willkommen. Legen Sie das erste Konto an.',
    more: 'Es verwaltet alles Weitere. Andere können Sie danach hinzufügen.',
    yourName: 'Ihr Name',
    company: 'Name der Firma',
    passwordHint: `Mindestens ${passwordLength.least} Zeichen.`,
    passwordShort: `Mindestens ${passwordLength.least} Zeichen.`,
    nameMissing: 'Geben Sie einen Namen ein.',
    emailWrong: 'Geben Sie eine vollständige E-Mail-Adresse ein.',
    submit: 'Konto anlegen',
    done: 'Throughline ist schon eingerichtet.',
    goToSignIn: 'Zur Anmeldung',
    tokenMissing: 'Dafür braucht es den einmaligen Link',
    tokenMissingMore:
      'Throughline hat ihn beim Start in seinem Fenster ausgegeben: eine Zeile mit /setup?token=… Öffnen Sie diesen Link hier.',
    tokenWrong: 'Dieser Link gilt nicht mehr. Throughline gibt bei jedem Start einen neuen aus.',
    wizardName: 'Eine Person, ein Verlauf.',
    wizardMore: 'Wer auch antwortet, und wo auch immer sie schreibt.',
  },
  account: {
    title: 'Sie',
    shortcut: 'Zu den eigenen Einstellungen',
    appearance: 'Aussehen',
    language: 'Sprache',
    light: 'Hell',
    dark: 'Dunkel',
    auto: 'Wie das System',
    signOut: 'Abmelden',
    signOutAnyway: 'Abmelden und verwerfen',
    unsavedTitle: 'Etwas wurde noch nicht gesendet',
    unsavedDrafts: (count) =>
      count === 1 ? 'Ein Entwurf ist noch nicht gespeichert' : `${count} Entwürfe sind noch nicht gespeichert`,
    unsavedMore: (count) =>
      `${count === 1 ? 'Ein Text hat' : `${count} Texte haben`} den Server nicht erreicht und würde von diesem Gerät entfernt. Warten Sie auf die Verbindung, um nichts zu verlieren.`,
    role: (role) => `Rolle: ${role}`,
    twoFactor: 'Anmeldung in zwei Schritten',
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
    enabled: 'Die Anmeldung in zwei Schritten ist an.',
    disabled: 'Die Anmeldung in zwei Schritten ist aus.',
    password: 'Passwort',
    noPassword: 'Sie haben hier kein Passwort: Sie melden sich mit der Anmeldung Ihrer Firma an.',
    currentPassword: 'Bisheriges Passwort',
    newPassword: 'Neues Passwort',
    changePassword: 'Passwort ändern',
    passwordChanged: 'Passwort geändert. Andere Geräte wurden abgemeldet.',
  },
}

function waitOf(seconds: number): string {
  if (seconds <= 60) return seconds === 1 ? 'einer Sekunde' : `${seconds} Sekunden`
  return `${Math.ceil(seconds / 60)} Minuten`
}
