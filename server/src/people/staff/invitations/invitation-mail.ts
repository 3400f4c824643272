import { withFullStop } from '../../../lib/full-stop.ts'
import type { InvitationLanguage } from '@throughline/protocol/staff/invitations.ts'

/** How mail to the people who answer leaves. The channels implement it; this part sends nothing itself. */
export interface StaffMail {
  /** The address that it comes from; null: none can leave. */
  from(): Promise<string | null>
  /** Whether what is sent there comes in again, to be read by everybody on the team. */
  comesBack(address: string): Promise<boolean>
  /** Resolves when a mail server has taken it. Throws an `AppError` that says why none did. */
  send(mail: { to: { name: string; address: string }; subject: string; text: string }): Promise<void>
}

interface Invited {
  language: InvitationLanguage
  /** Who invites. */
  by: string
  name: string
  /** As customers know us, or where the desk is. */
  company: string
  url: string
  until: Date
}

interface Words {
  subject(invited: { by: string; company: string }): string
  text(invited: { by: string; company: string; name: string; url: string; until: string }): string
}

const words: Record<InvitationLanguage, Words> = {
  en: {
    subject: ({ by, company }) => `${by} invites you to the support team of ${company}`,
    text: ({ by, company, name, url, until }) => `Hello ${name},

${by} has added you to the support team of ${withFullStop(company)} Choose your password here, then you are signed in:

${url}

The link works once, until ${until}. Please do not forward it: anybody who has it can sign in as you.

If you did not expect this mail, ignore it. Without the link nobody can use your account.
`,
  },
  de: {
    subject: ({ by, company }) => `${by} lädt Sie in das Supportteam von ${company} ein`,
    text: ({ by, company, name, url, until }) => `Guten Tag ${name},

${by} hat Sie zum Supportteam von ${company} hinzugefügt. Wählen Sie hier Ihr Passwort, dann sind Sie angemeldet:

${url}

Der Link funktioniert einmal, bis ${until}. Bitte leiten Sie ihn nicht weiter: Wer ihn hat, kann sich als Sie anmelden.

Falls Sie diese Mail nicht erwartet haben, beachten Sie sie nicht. Ohne den Link kann niemand Ihr Konto benutzen.
`,
  },
  fr: {
    subject: ({ by, company }) => `${by} vous invite dans l’équipe d’assistance de ${company}`,
    text: ({ by, company, name, url, until }) => `Bonjour ${name},

${by} vous a ajouté à l’équipe d’assistance de ${withFullStop(company)} Choisissez votre mot de passe ici, puis vous serez connecté :

${url}

Le lien fonctionne une seule fois, jusqu’au ${until}. Ne le transférez pas : qui l’a peut se connecter à votre place.

Si vous n’attendiez pas ce message, ignorez-le. Sans le lien, personne ne peut utiliser votre compte.
`,
  },
}

/** Names are of people, and one of them may be no friend: none begins a line of its own. Pure. */
export function invitationMail({ language, until, ...invited }: Invited): { subject: string; text: string } {
  const said = {
    url: invited.url,
    by: oneLine(invited.by),
    name: oneLine(invited.name),
    company: oneLine(invited.company),
    until: new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(until),
  }
  return { subject: words[language].subject(said), text: words[language].text(said) }
}

// oxlint-disable-next-line no-control-regex -- control characters are what is taken out
const breaks = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g
const oneLine = (text: string): string => text.replace(breaks, ' ').trim()
