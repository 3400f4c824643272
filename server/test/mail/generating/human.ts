import { clients, escapeHtml, htmlParagraphs, type Client, type Quoted } from './clients.ts'
import { encodedWords, filePart, multipart, renderPart, textPart, type Part } from './mime.ts'
import type { Person } from './people.ts'
import { firstWords, furtherWords, type Topic } from './prose.ts'
import type { Random } from './random.ts'

/** A true thread: what one person writes about one matter. */
export interface Thread {
  id: number
  person: Person
  client: Client
  topic: Topic
  mails: { messageId: string; references: readonly string[]; quoted: Quoted }[]
}

export interface HumanMail {
  subject: string
  messageId: string
  raw: string
}

export function newThread(id: number, person: Person, topic: Topic, random: Random): Thread {
  return { id, person, client: random.pick(clients), topic, mails: [] }
}

/** The next mail of a thread: its first, or a reply to one of the earlier ones. */
export function humanMail(
  thread: Thread,
  options: { marker: string; to: string; date: Date; hasAttachment: boolean; sparseReferences: boolean },
  random: Random,
): HumanMail {
  const { person, client, topic } = thread
  const { marker, to, date } = options
  // Most answer the newest mail; some an older one, and the thread branches.
  const earlier = random.chance(0.85) ? thread.mails.at(-1) : random.pick(thread.mails)
  const subject = earlier ? client.replySubject(earlier.quoted.subject) : topic.subject
  const paragraphs = earlier ? furtherWords(topic, random) : firstWords(topic, random)
  const messageId = client.messageId(`${marker}.${random.below(1e6)}`, person.address.split('@')[1]!)
  const references = earlier ? [...earlier.references, earlier.messageId].slice(-20) : []

  const head = [
    `Received: from out.${person.address.split('@')[1]} (192.0.2.${1 + random.below(250)}) by mx.shop.example; ${dateOf(date)}`,
    `From: ${encodedWords(person.name, client.nameEncoding)} <${person.address}>`,
    `To: ${encodedWords('Kundendienst für alle', client.nameEncoding)} <${to}>`,
    `Subject: ${encodedWords(subject, client.nameEncoding)}`,
    `Date: ${dateOf(date)}`,
    `Message-ID: <${messageId}>`,
    ...(earlier ? [`In-Reply-To: <${earlier.messageId}>`] : []),
    // Some programs name only the mail they answer.
    ...(references.length > 0 && !(options.sparseReferences && random.chance(0.1))
      ? [`References: ${references.map((id) => `<${id}>`).join('\r\n ')}`]
      : []),
    ...client.headers,
    'MIME-Version: 1.0',
  ]
  const body = bodyOf(client, { person, paragraphs, marker, quoted: earlier?.quoted ?? null }, random)
  const whole = options.hasAttachment ? multipart('mixed', [body, someFile(random)], random) : body
  thread.mails.push({ messageId, references, quoted: { from: person, to, date, subject, paragraphs } })
  return { subject, messageId, raw: `${head.join('\r\n')}\r\n${renderPart(whole)}` }
}

/** The marker stands in a mail's own words and in no quote of it: a reader that finds it has found this mail. */
function bodyOf(
  client: Client,
  words: { person: Person; paragraphs: readonly string[]; marker: string; quoted: Quoted | null },
  random: Random,
): Part {
  const { person, marker, quoted } = words
  const paragraphs = [...words.paragraphs, `My mark is ${marker}.`]
  const text = `Hello,\n\n${paragraphs.join('\n\n')}\n\n-- \n${person.name}\n`
  const html =
    `<html><body><p>Hello,</p>${htmlParagraphs(paragraphs)}<div class="signature">-- <br>${escapeHtml(person.name)}</div>` +
    `${quoted ? client.quoteHtml(quoted) : ''}</body></html>`
  const parts = client.forms.map((form) =>
    form === 'plain'
      ? textPart('plain', quoted ? `${text}\n${client.quoteText(quoted)}\n` : text, client.encoding)
      : textPart('html', html, client.encoding),
  )
  return parts.length === 1 ? parts[0]! : multipart('alternative', parts, random)
}

function someFile(random: Random): Part {
  const name = random.pick(['receipt.pdf', 'Überweisung März.pdf', 'photo.jpg', 'отчёт.pdf'])
  const isPicture = name.endsWith('.jpg')
  const magic = isPicture ? Buffer.from([0xff, 0xd8, 0xff, 0xe0]) : Buffer.from('%PDF-1.7\n')
  const content = Buffer.concat([magic, random.bytes(15_000 + random.below(10_000))])
  return filePart(name, isPicture ? 'image/jpeg' : 'application/pdf', content)
}

function dateOf(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000')
}
