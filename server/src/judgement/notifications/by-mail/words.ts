import { withFullStop } from '../../../lib/full-stop.ts'
import type { NotificationKind, Preferences } from '@throughline/protocol/staff/preferences.ts'

export type MailLanguage = NonNullable<Preferences['language']>

export interface SpokenMail {
  /** What happened; `by` did it. */
  happened: Partial<Record<NotificationKind, (by: string, count: number) => string>>
  somebody: string
  theCustomer: string
  wrote: (by: string) => string
  /** What becomes of an answer, at the top and once more at the bottom. */
  toCustomer: (customer: string) => string
  toCustomerAgain: (customer: string) => string
  toConfirm: string
  noAnswer: string
  open: string
  why: (company: string) => string
  settings: string
  proof: { subject: (company: string) => string; text: (of: { name: string; company: string; url: string }) => string }
}

export const mailWords: Record<MailLanguage, SpokenMail> = {
  en: {
    happened: {
      assigned: (by) => `${by} assigned the issue to you.`,
      mentioned: (by) => `${by} named you in a note.`,
      answered: (by, count) => (count === 1 ? `${by} wrote.` : `${by} wrote ${count} times. This is the newest:`),
      handed_over: (by) => `${by} handed the issue over to you.`,
      handover_acknowledged: (by) => `${by} has taken over what you handed over.`,
      snooze_ended: () => 'The issue is back from its snooze.',
      not_delivered: () => 'An answer did not arrive.',
      followed: (by, count) =>
        count === 1
          ? `There is something new by ${by}. You follow the issue.`
          : `There are ${count} new things. You follow the issue.`,
      not_sent: () => 'A reply that you scheduled was not sent.',
      answered_elsewhere: () => 'Somebody else answered a mail of the issue.',
    },
    somebody: 'Somebody',
    theCustomer: 'the customer',
    wrote: (by) => `${by} wrote:`,
    toCustomer: (customer) =>
      `If you answer this mail, your answer is sent to ${customer}. For a note that only colleagues see, begin it with #note.`,
    toCustomerAgain: (customer) => `Your answer to this mail goes to ${customer}, unless it begins with #note.`,
    toConfirm:
      'If you answer this mail, your answer waits on the issue as a note until somebody confirms in the desk that it is yours. It is not sent to the customer.',
    noAnswer: 'Please do not answer this mail: your answer would not come to the issue.',
    open: 'Open the issue',
    why: (company) => `You get this mail because you answer for ${withFullStop(company)}`,
    settings: 'Change or switch off these mails',
    proof: {
      subject: (company) => `Notifications of ${company} to this address`,
      text: ({ name, company, url }) => `Hello ${name},

You have asked for notifications of ${company} by mail. Confirm here that this is your address:

${url}

You have to be signed in. The link is valid for one day.

If you did not ask for this, ignore this mail. Nothing is sent to you then.
`,
    },
  },
  de: {
    happened: {
      assigned: (by) => `${by} hat Ihnen das Anliegen zugewiesen.`,
      mentioned: (by) => `${by} nennt Sie in einer Notiz.`,
      answered: (by, count) =>
        count === 1 ? `${by} hat geschrieben.` : `${by} hat ${count}-mal geschrieben. Das ist das Neueste:`,
      handed_over: (by) => `${by} hat Ihnen das Anliegen übergeben.`,
      handover_acknowledged: (by) => `${by} hat übernommen, was Sie übergeben haben.`,
      snooze_ended: () => 'Das Anliegen ist wieder da.',
      not_delivered: () => 'Eine Antwort ist nicht angekommen.',
      followed: (by, count) =>
        count === 1
          ? `Es gibt Neues von ${by}. Sie folgen dem Anliegen.`
          : `Es gibt ${count} Neuigkeiten. Sie folgen dem Anliegen.`,
      not_sent: () => 'Eine Antwort, die Sie geplant hatten, wurde nicht gesendet.',
      answered_elsewhere: () => 'Jemand anders hat eine Mail des Anliegens beantwortet.',
    },
    somebody: 'Jemand',
    theCustomer: 'den Kunden',
    wrote: (by) => `${by} schrieb:`,
    toCustomer: (customer) =>
      `Wenn Sie auf diese Mail antworten, geht Ihre Antwort an ${customer}. Für eine Notiz, die nur Kollegen sehen, beginnen Sie mit #note.`,
    toCustomerAgain: (customer) => `Ihre Antwort auf diese Mail geht an ${customer}, außer sie beginnt mit #note.`,
    toConfirm:
      'Wenn Sie auf diese Mail antworten, wartet Ihre Antwort als Notiz beim Anliegen, bis jemand im Desk bestätigt, dass sie von Ihnen ist. Sie geht nicht an den Kunden.',
    noAnswer: 'Bitte antworten Sie nicht auf diese Mail: Ihre Antwort käme nicht beim Anliegen an.',
    open: 'Anliegen öffnen',
    why: (company) => `Sie bekommen diese Mail, weil Sie für ${company} antworten.`,
    settings: 'Diese Mails ändern oder abschalten',
    proof: {
      subject: (company) => `Mitteilungen von ${company} an diese Adresse`,
      text: ({ name, company, url }) => `Guten Tag ${name},

Sie möchten Mitteilungen von ${company} per Mail. Bestätigen Sie hier, dass das Ihre Adresse ist:

${url}

Sie müssen angemeldet sein. Der Link gilt einen Tag.

Falls Sie das nicht wollten, beachten Sie diese Mail nicht. Dann wird Ihnen nichts gesendet.
`,
    },
  },
  fr: {
    happened: {
      assigned: (by) => `${by} vous a attribué la demande.`,
      mentioned: (by) => `${by} vous a mentionné dans une note.`,
      answered: (by, count) =>
        count === 1 ? `${by} a écrit.` : `${by} a écrit ${count} fois. Voici le message le plus récent :`,
      handed_over: (by) => `${by} vous a transmis la demande.`,
      handover_acknowledged: (by) => `${by} a pris en charge ce que vous aviez transmis.`,
      snooze_ended: () => 'La mise en veille de la demande est terminée.',
      not_delivered: () => 'Une réponse n’est pas arrivée.',
      followed: (by, count) =>
        count === 1
          ? `Il y a du nouveau de ${by}. Vous suivez la demande.`
          : `Il y a ${count} nouveautés. Vous suivez la demande.`,
      not_sent: () => 'Une réponse que vous aviez programmée n’a pas été envoyée.',
      answered_elsewhere: () => 'Quelqu’un d’autre a répondu à un e-mail de la demande.',
    },
    somebody: 'Quelqu’un',
    theCustomer: 'votre client',
    wrote: (by) => `${by} a écrit :`,
    toCustomer: (customer) =>
      `Si vous répondez à cet e-mail, votre réponse est envoyée à ${customer}. Pour une note que seuls vos collègues voient, commencez par #note.`,
    toCustomerAgain: (customer) =>
      `Votre réponse à cet e-mail est envoyée à ${customer}, sauf si elle commence par #note.`,
    toConfirm:
      'Si vous répondez à cet e-mail, votre réponse attend dans la demande, comme note, que quelqu’un confirme dans le desk qu’elle est de vous. Elle n’est pas envoyée au client.',
    noAnswer: 'Ne répondez pas à cet e-mail : votre réponse n’arriverait pas dans la demande.',
    open: 'Ouvrir la demande',
    why: (company) => `Vous recevez cet e-mail parce que vous répondez pour ${withFullStop(company)}`,
    settings: 'Modifier ou désactiver ces e-mails',
    proof: {
      subject: (company) => `Notifications de ${company} à cette adresse`,
      text: ({ name, company, url }) => `Bonjour ${name},

Vous avez demandé à recevoir les notifications de ${company} par e-mail. Confirmez ici que cette adresse est la vôtre :

${url}

Vous devez être connecté. Le lien est valable un jour.

Si vous n’avez rien demandé, ignorez cet e-mail. Rien ne vous sera alors envoyé.
`,
    },
  },
}
