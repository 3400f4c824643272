import type { Spoken } from '../../../words/spoken.ts'
import type { en } from './en.ts'

export const de: Spoken<typeof en> = {
  signIn: {
    title: 'Anmelden',
    pageTitle: 'Anmelden · Throughline',
    submit: 'Anmelden',
    wrong: 'E-Mail oder Passwort stimmt nicht.',
    tooMany: (seconds) => `Zu viele Versuche. Versuchen Sie es in ${waitOf(seconds)} noch einmal.`,
    codeTitle: 'Code aus Ihrer App eingeben',
    codeMore: 'Öffnen Sie Ihre Authenticator-App und geben Sie die sechs Ziffern ein, die sie zeigt.',
    codeSubmit: 'Weiter',
    takeBackup: 'Ich habe meine App nicht: Ersatzcode verwenden',
    takeApp: 'Doch die App verwenden',
    backupTitle: 'Ersatzcode eingeben',
    backupMore:
      'Einen der Codes, die Sie beim Einschalten der Zwei-Faktor-Authentifizierung aufgehoben haben. Jeder gilt einmal.',
    backupCode: 'Ersatzcode',
    backupWrong: 'Dieser Ersatzcode stimmt nicht, oder er wurde schon verwendet.',
    startOver: 'Von vorn',
    expired: 'Das hat zu lange gedauert. Melden Sie sich noch einmal an.',
    with: (name) => `Mit ${name} anmelden`,
    or: 'oder mit Passwort',
    oneAccount: 'Notfallkonto verwenden',
    passwordsOff: 'Passwörter sind hier abgeschaltet. Verwenden Sie die Anmeldung Ihrer Firma.',
    cancelled: 'Sie haben die Anmeldung abgebrochen. Nichts wurde geändert.',
    busy: 'Aus Ihrem Netz haben sich gerade zu viele auf einmal angemeldet. Versuchen Sie es in einer Minute noch einmal.',
    unavailable: 'Die Anmeldung Ihrer Firma antwortet nicht. Versuchen Sie es in einer Minute noch einmal.',
    failed:
      'Die Antwort von der Anmeldung Ihrer Firma ist nicht vertrauenswürdig. Versuchen Sie es noch einmal; wenn es wieder geschieht, sagen Sie es einem Admin.',
    noAccess: 'Die Anmeldung Ihrer Firma kennt Sie, aber Sie haben hier keinen Zugang. Fragen Sie einen Admin.',
  },
  invitation: {
    pageTitle: 'Einladung · Throughline',
    title: (name) => `Willkommen, ${name}`,
    more: (company) =>
      company === null
        ? 'Wählen Sie Ihr Passwort, um zum Team zu gehören.'
        : `Wählen Sie Ihr Passwort, um zum Team von ${company} zu gehören.`,
    submit: 'Passwort setzen und anmelden',
    over: 'Dieser Link funktioniert nicht mehr',
    overMore:
      'Er wurde benutzt, ersetzt oder widerrufen, oder er ist abgelaufen. Bitten Sie die Person, die Sie eingeladen hat, um einen neuen.',
  },
  setup: {
    pageTitle: 'Einrichten · Throughline',
    title: 'Willkommen. Legen Sie das erste Konto an.',
    more: 'Es verwaltet alles Weitere. Andere können Sie danach hinzufügen.',
    yourName: 'Ihr Name',
    company: 'Name der Firma',
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
}

function waitOf(seconds: number): string {
  if (seconds <= 60) return seconds === 1 ? 'einer Sekunde' : `${seconds} Sekunden`
  return `${Math.ceil(seconds / 60)} Minuten`
}
