import type { Notification } from '@throughline/protocol/notifications/notifications.ts'
import { oneLine } from '../../../lib/one-line.ts'
import type { AnswersGo, MailWords } from './mailer.ts'
import { mailWords, type MailLanguage, type SpokenMail } from './words.ts'

/** As much of what was said as a mail quotes: the whole stands in the desk. */
const quotedChars = 1500
/** A mail shows so many notifications, the newest; an issue that gathers more is opened anyway. */
const mostShown = 10
/** Customers choose theirs: it is no place for sentences. */
const nameChars = 60

export interface ToSay {
  language: MailLanguage
  company: string
  issue: { number: number; subject: string }
  /** Oldest first; already without what the recipient may not see. */
  notifications: readonly Notification[]
  /** What the customer said last. */
  lastWords: { entryId: string; by: string; text: string } | null
  answersGo: AnswersGo
  /** Of the issue in the desk. */
  url: string
  settingsUrl: string
}

interface Said {
  happened: string | null
  wrote: string | null
  text: string
}

/** The subject is the same for all mails of an issue, so that a mail program puts them together. Pure. */
export function notificationMailWords(toSay: ToSay): MailWords {
  const words = mailWords[toSay.language]
  const named = toSay.notifications.find(({ customerName }) => customerName !== null)?.customerName ?? ''
  const customer = oneLine(named, nameChars) || words.theCustomer
  const [top, bottom] = aboutAnswers(words, toSay.answersGo, customer)
  const said = [...toSay.notifications.slice(-mostShown).map((told) => sayOne(words, told)), ...lastSaid(words, toSay)]
  const foot = [bottom, words.why(oneLine(toSay.company))].filter((line) => line !== '')
  const subject = `[#${toSay.issue.number}] ${oneLine(toSay.issue.subject)}`.slice(0, 200).toWellFormed()
  const { url, settingsUrl } = toSay
  const text = [
    top,
    ...said.flatMap(({ happened, wrote, text }) => [
      ...(happened === null ? [] : [happened]),
      ...(wrote === null ? [] : [`${wrote}\n${quoted(text)}`]),
    ]),
    `${words.open}: ${url}`,
    ['-- ', ...foot, `${words.settings}: ${settingsUrl}`].join('\n'),
  ].join('\n\n')
  const html = [
    `<p>${escaped(top)}</p>`,
    ...said.map(
      ({ happened, wrote, text }) =>
        `${happened === null ? '' : `<p><b>${escaped(happened)}</b></p>`}${wrote === null ? '' : `<p>${escaped(wrote)}</p>${quotedHtml(text)}`}`,
    ),
    `<p><a href="${escaped(url)}">${escaped(words.open)}</a></p>`,
    `<p style="color:#666;font-size:small">${foot.map(escaped).join('<br>')}<br>` +
      `<a href="${escaped(settingsUrl)}">${escaped(words.settings)}</a></p>`,
  ].join('\n')
  return { subject, text: `${text}\n`, html }
}

/** What of a text is quoted, lines kept. */
export function quotable(text: string): string {
  const whole = text.replace(/\r\n?/g, '\n').trim()
  return whole.length <= quotedChars
    ? whole.toWellFormed()
    : `${whole.slice(0, quotedChars).trimEnd().toWellFormed()} …`
}

function aboutAnswers(words: SpokenMail, answersGo: AnswersGo, customer: string): [top: string, bottom: string] {
  if (answersGo === null) return [words.noAnswer, words.noAnswer]
  if (answersGo === 'to_confirm') return [words.toConfirm, '']
  return [words.toCustomer(customer), words.toCustomerAgain(customer)]
}

function sayOne(words: SpokenMail, { kind, by, count, text }: Notification): Said {
  const name = oneLine(by?.name ?? '', nameChars) || words.somebody
  return { happened: words.happened[kind]?.(name, count) ?? '', wrote: text === '' ? null : words.wrote(name), text }
}

/** Unless a notification has quoted it. */
function lastSaid(words: SpokenMail, { lastWords, notifications }: ToSay): Said[] {
  if (lastWords === null || lastWords.text === '') return []
  if (notifications.some(({ entryId }) => entryId === lastWords.entryId)) return []
  const name = oneLine(lastWords.by, nameChars) || words.somebody
  return [{ happened: null, wrote: words.wrote(name), text: lastWords.text }]
}

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')

const quotedHtml = (text: string): string =>
  '<blockquote style="margin:0 0 1em;padding-left:1em;border-left:2px solid #ccc">' +
  `${escaped(text).replaceAll('\n', '<br>')}</blockquote>`

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!)
