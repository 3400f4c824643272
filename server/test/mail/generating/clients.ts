import type { TransferEncoding } from './mime.ts'
import type { Person } from './people.ts'

/** An earlier mail as a reply quotes it. */
export interface Quoted {
  from: Person
  to: string
  date: Date
  subject: string
  paragraphs: readonly string[]
}

/** How one mail program writes: what it puts before a quote, how it marks it, in which forms it sends. */
export interface Client {
  name: string
  forms: readonly ('plain' | 'html')[]
  encoding: TransferEncoding
  nameEncoding: 'B' | 'Q'
  replySubject: (subject: string) => string
  messageId: (unique: string, domain: string) => string
  quoteText: (quoted: Quoted) => string
  quoteHtml: (quoted: Quoted) => string
  headers: readonly string[]
}

const day = (date: Date): string => date.toUTCString().slice(0, 16)
const time = (date: Date): string => date.toISOString().slice(11, 16)
const marked = ({ paragraphs }: Quoted): string =>
  paragraphs
    .join('\n\n')
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
export const htmlParagraphs = (paragraphs: readonly string[]): string =>
  paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`).join('')

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const once = (mark: string) => (subject: string) => (subject.startsWith(mark) ? subject : `${mark} ${subject}`)

const webmail: Client = {
  name: 'webmail',
  forms: ['plain', 'html'],
  encoding: 'quoted-printable',
  nameEncoding: 'B',
  replySubject: once('Re:'),
  messageId: (unique, domain) => `CA+${unique}=Zk@web.${domain}`,
  quoteText: (quoted) => `On ${day(quoted.date)} at ${time(quoted.date)} ${who(quoted)} wrote:\n\n${marked(quoted)}`,
  quoteHtml: (quoted) =>
    `<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On ${day(quoted.date)} at ${time(quoted.date)} ` +
    `${escapeHtml(who(quoted))} wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex">` +
    `${htmlParagraphs(quoted.paragraphs)}</blockquote></div>`,
  headers: [],
}

const officeSuite: Client = {
  name: 'office suite',
  forms: ['plain', 'html'],
  encoding: 'base64',
  nameEncoding: 'Q',
  replySubject: once('RE:'),
  messageId: (unique, domain) => `${unique.toUpperCase()}.OFFICE@mail.${domain}`,
  quoteText: ({ from, to, date, subject, paragraphs }) =>
    `________________________________\nFrom: ${from.name} <${from.address}>\nSent: ${day(date)} ${time(date)}\n` +
    `To: ${to}\nSubject: ${subject}\n\n${paragraphs.join('\n\n')}`,
  quoteHtml: ({ from, to, date, subject, paragraphs }) =>
    `<hr><div id="divRplyFwdMsg"><b>From:</b> ${escapeHtml(from.name)} &lt;${from.address}&gt;<br><b>Sent:</b> ` +
    `${day(date)} ${time(date)}<br><b>To:</b> ${to}<br><b>Subject:</b> ${escapeHtml(subject)}</div>` +
    htmlParagraphs(paragraphs),
  headers: ['X-Mailer: Office Suite 16.0', 'Thread-Index: AdxQ'],
}

const phone: Client = {
  name: 'phone',
  forms: ['plain', 'html'],
  encoding: 'quoted-printable',
  nameEncoding: 'B',
  replySubject: once('Re:'),
  messageId: (unique, domain) => `${unique}-8F1A-4C77@phone.${domain}`,
  quoteText: (quoted) =>
    `> On ${day(quoted.date)}, at ${time(quoted.date)}, ${quoted.from.name} wrote:\n> \n${marked(quoted)}`,
  quoteHtml: (quoted) =>
    `<div dir="ltr"><br><blockquote type="cite">On ${day(quoted.date)}, at ${time(quoted.date)}, ` +
    `${escapeHtml(quoted.from.name)} wrote:<br><br></blockquote></div><blockquote type="cite">` +
    `<div dir="ltr">${htmlParagraphs(quoted.paragraphs)}</div></blockquote>`,
  headers: ['X-Mailer: Phone Mail (21F90)'],
}

const desktop: Client = {
  name: 'desktop',
  forms: ['plain'],
  encoding: '8bit',
  nameEncoding: 'Q',
  replySubject: once('Re:'),
  messageId: (unique, domain) => `${unique}@${domain}`,
  quoteText: (quoted) =>
    `Am ${quoted.date.toISOString().slice(0, 10)} um ${time(quoted.date)} schrieb ${quoted.from.name}:\n${marked(quoted)}`,
  quoteHtml: () => '',
  headers: ['User-Agent: Desktop Mail'],
}

const germanOffice: Client = {
  ...officeSuite,
  name: 'German office suite',
  replySubject: once('AW:'),
  quoteText: ({ from, to, date, subject, paragraphs }) =>
    `-----Ursprüngliche Nachricht-----\nVon: ${from.name} <${from.address}>\nGesendet: ${day(date)} ${time(date)}\n` +
    `An: ${to}\nBetreff: ${subject}\n\n${paragraphs.join('\n\n')}`,
}

const onlyHtml: Client = { ...webmail, name: 'only HTML', forms: ['html'], encoding: 'base64' }

export const clients: readonly Client[] = [webmail, webmail, officeSuite, phone, desktop, germanOffice, onlyHtml]

function who({ from }: Quoted): string {
  return `${from.name} <${from.address}>`
}
