import { normaliseAddress } from '../mime/addresses.ts'

/** What the text of a bounce says about one address. */
export interface TextRecipient {
  address: string
  /** The address it was first sent to, where the server says it was forwarded. */
  expandedFrom: string | null
  said: string
  /** The lines before the address: some programs give the reason first. */
  above: string
}

/** From here on the returned mail is copied, with addresses of its own. */
const copyBegins =
  /^\s*(?:-{2,}.{0,40}(?:copy of|original message|returned message|message headers?|unsent message|undelivered message|included is|header follow|transcript of message)|(?:original|the original|returned) message (?:headers?|follows)|--- below this line is|received: (?:from|by) |-{2,} the header of the original|[- ]*(?:below is a copy of|unsent message follows|original mail|possibly truncated original)|-{3,} ?returned message)/i
const failurePhrase =
  /fail|undeliver|able to deliver|not (?:yet )?(?:be|been) deliver|(?:couldn.t|could not|unable to|wasn.t|was not) (?:be )?(?:deliver|reach|sent)|addresses? had|attempting to deliver|could not send|fehlgeschlagen|mislukt|recapitat|bounced|cannot (?:be )?deliver|delivery errors?|failure reasons|did not reach|rejected|blocked|returned|permanent|fatal error|delayed|delivery (?:to|has|of|status|attempt)|incorrectly constructed|zugestellt|zustell|non (?:è stato|remis)|pas pu être|no se (?:ha podido|pudo|puede)|entrega[rd]|niet (?:worden )?(?:bezorgd|afgeleverd)|nie (?:została|można)|не (?:может быть|удалось|доставлен)|配信|送信|失敗|致命的|不明|エラー|無法|无法|退信|退回|반송/i

const inBrackets =
  /^\s*<([^<>\s]{1,200}@[^<>\s]{1,200})>\s*(?:\(expanded from:?\s*<?([^<>()\s]{1,320})>?\))?\s*:?\s*(.*)$/i
const alone = /^\s*(?:[*•-]{1,3}\s+)?["']?([^\s<>()[\]:;,"']{1,200}@[a-z0-9.-]{1,200}?)["']?\s*:?\s*$/i
/** "ana@post.example  invalid recipient", "ana@post.example (user not found)", "ana@post.example on Tue, 3 Mar 2026". */
const leading =
  /^\s*(?!.*\b(?:please|contact|assistance|help|write|questions?)\b)(?:[*•-]{1,3}\s+)?["']?([^\s<>()[\]:;,"']{1,200}@[a-z0-9.-]{1,200}[a-z0-9])["']?(?:\s*:\s*|\s+(?:[-–—]\s+)?)(\S.*)$/i
/** "Unknown user: ana@post.example", "Your message to: ana@post.example". */
const trailing =
  /^(?!\s*>?\s*(?:from|sender|reply-to|return-path|cc|von|de|da)\b).{0,120}[:：]\s*<?([^\s<>()[\]:;,"']{1,200}@[a-z0-9.-]{1,200}[a-z0-9])>?[\s.]*$/i
/** "Ana Costa (ana@post.example)", but not "please contact <postmaster@…>". */
const named =
  /^\s*(?!.*\b(?:please|contact|assistance|help|write|questions?)\b)[\p{L}\p{M}\p{N} .,'"-]{0,80}[<(]([^\s<>()]{1,200}@[^\s<>()]{1,200})[>)]\s*(?::\s*(.*))?$/iu
const malformed = /^\s*\S{1,320}\s+<([^\s<>]{1,320}@[^\s<>]{1,200})>:\s*(malformed.*)$/i
const address = `['"<(\\[]*([^\\s<>()[\\]:;,"'’‘]{1,200}@[a-z0-9.-]{1,200}[a-z0-9])`

/** What programs write before a recipient, whatever they write after it. */
const labels = [
  'recipient',
  'recipients?(?: e-?mail)? address(?:es)?',
  'failed (?:recipient|address)',
  '(?:your|the) (?:message|mail|e-?mail)(?: you sent)? to',
  'xmail bounce: rcpt',
  'original address',
  'addressed to',
  'rcpt to',
  '(?:sent )?<<< rcpt to',
  '(?:message|mail)? ?could not be delivered to',
  '(?:was )?unable to deliver (?:the |your )?(?:message|mail)? ?to(?: the address)?',
  'failed to deliver to',
  'undeliverable to',
  'error delivering your mail to',
  'an error occurred while trying to deliver the mail to(?: the following recipients?)?',
  'the following message to',
  'smtp server <[^<>]{1,200}> rejected recipient',
  'the following recipients returned permanent errors',
  '(?:unknown|invalid) (?:user|host|recipient|mailbox)',
  'invalid final delivery userid',
  'user mailbox exceeds allowed size',
  'delivery failed \\d{1,4} attempts?',
  '\\[status: error, address',
  'you are not (?:a )?member of this mailing list',
  'duplicated message-id in',
  'empfänger(?:adresse)?',
  'destinataire',
  'destinatario',
  'получатель',
  '宛先|送信先|받는 ?사람|수신자',
  '收件人(?:邮件地址|地址)?',
]
export const labelled = new RegExp(`^[\\s*•-]*(?:${labels.join('|')})\\s*[:：=]?\\s*${address}`, 'iu')
/** ">>> ana@post.example <ana@post.example>" */
const twice = /^\s*>{3}\s+\S{1,320}\s+<([^<>\s]{1,320})>\s*$/
/** "c=us;a= ;p=corp;dda:smtp=ana@post.example; on Tue, 3 Mar 2026" */
const inX400 = /\bsmtp=([^\s<>;,]{1,200}@[a-z0-9.-]{1,200}[a-z0-9])/i
const inSentence = new RegExp(
  `(?:deliver\\w*|sent|send|message)\\b.{0,60}?\\bto(?: the (?:address|recipient))?\\s+${address}`,
  'i',
)

const commanded = /RCPT\s+TO:\s*<([^<>\s]{1,320}@[^<>\s]{1,200})>/i

const maxLines = 4000
const maxSaidLines = 30

/** The report itself, up to where the returned mail is copied. */
export function withoutCopy(text: string): string {
  const lines = text.split('\n', maxLines)
  const cutAt = lines.findIndex((line) => copyBegins.test(line.slice(0, 2000)))
  return (cutAt < 0 ? lines : lines.slice(0, cutAt)).join('\n')
}

export function hasCopy(text: string): boolean {
  return text.split('\n', maxLines).some((line) => copyBegins.test(line.slice(0, 2000)))
}

/** The addresses that a server wrote into the text of its report, each with what follows it. */
export function recipientsInText(text: string, maxRecipients: number): TextRecipient[] {
  const lines = text.split('\n', maxLines).map((line) => (line.length > 2000 ? line.slice(0, 2000) : line))
  const cutAt = lines.findIndex((line) => copyBegins.test(line))
  const report = cutAt < 0 ? lines : lines.slice(0, cutAt)
  const found = new Map<string, TextRecipient>()
  const add = (address: string | undefined, index: number, rest: string, expandedFrom: string | undefined) => {
    const normalised = normaliseAddress(address ?? '')
    if (normalised === null || found.size >= maxRecipients) return
    const said = `${rest} ${saidBelow(report, index)}`.trim()
    const known = found.get(normalised)
    const above = saidAbove(report, index)
    const origin = normaliseAddress(expandedFrom ?? /\(expanded from:?\s*<?([^<>()\s]+)>?\)/i.exec(said)?.[1] ?? '')
    if (known) known.said += ` ${said}`
    else found.set(normalised, { address: normalised, expandedFrom: origin, said, above })
  }
  let failing = false
  report.forEach((line, index) => {
    if (!line.includes('@')) {
      failing ||= failurePhrase.test(line)
      return
    }
    // The second line of one statement.
    if (isWrapped(report[index - 1])) return undefined
    const label = labelled.exec(line) ?? twice.exec(line) ?? inX400.exec(line)
    if (label) {
      failing = true
      return add(label[1], index, line.slice(label.index + label[0].length), undefined)
    }
    const bracketed = inBrackets.exec(joinWrapped(line, report[index + 1]))
    if (bracketed && (failing || bracketed[3] !== '' || line.trimEnd().endsWith('>:')))
      return add(bracketed[1], index, bracketed[3]!, bracketed[2])
    const broken = malformed.exec(line)
    if (broken) return add(broken[1], index, broken[2]!, undefined)
    if (!failing) failing = failurePhrase.test(line)
    if (!failing) return undefined
    const single = alone.exec(line) ?? named.exec(line) ?? leading.exec(line)
    return single ? add(single[1], index, single[2] ?? '', undefined) : undefined
  })
  for (const pattern of [inSentence, commanded, alone, inBrackets, trailing]) {
    if (found.size > 0) break
    report.forEach((line, index) => {
      const match = pattern.exec(line)
      if (match) add(match[1], index, line, undefined)
    })
  }
  return [...found.values()]
}

/** The first address that a report names at all, but for those to turn to. */
export function anyInText(text: string): TextRecipient[] {
  for (const line of withoutCopy(text).split('\n')) {
    if (turnTo.test(line)) continue
    const found = normaliseAddress(anywhere.exec(line.slice(0, 2000))?.[1] ?? '')
    if (found !== null) return [{ address: found, expandedFrom: null, said: line.trim(), above: '' }]
  }
  return []
}

const turnTo = /\b(?:please|contact|assistance|help|write|questions?|reply|sender|from|postmaster)\b/i
const anywhere = /([^\s<>()[\]:;,"'’‘]{1,200}@[a-z0-9.-]{1,200}[a-z0-9])/i

/** `<ana@post.example> (expanded from` + `    <info@post.example>): said`: one statement on two lines. */
function joinWrapped(line: string, next: string | undefined): string {
  return isWrapped(line) && next !== undefined ? `${line.trimEnd()} ${next.trim()}` : line
}

function isWrapped(line: string | undefined): boolean {
  return line !== undefined && /\(expanded from:?\s*$/i.test(line)
}

/** What is said about an address: the lines below it, up to an empty line or the next address. */
function saidBelow(lines: readonly string[], index: number): string {
  const indent = indentOf(lines[index]!)
  const said: string[] = []
  const isApart = lines[index + 1]?.trim() === ''
  for (let i = index + 1; i < lines.length && said.length < maxSaidLines; i++) {
    const line = lines[i]!
    if (line.trim() === '') {
      // Some put one empty line between the address and the reason.
      if (said.length === 0 && i === index + 1) continue
      break
    }
    // A heading begins another part of the report.
    if (/^\s*-{3,} ?\S/.test(line)) break
    const startsAnother = inBrackets.test(line) || alone.test(line)
    if (startsAnother && indentOf(line) <= indent) {
      // A paragraph that ends with an address is said of that one.
      return isApart ? '' : said.join(' ')
    }
    if (isApart && said.length === 0 && (leading.test(line) || labelled.test(line))) break
    said.push(line.trim())
  }
  return said.join(' ')
}

/** The paragraph that ends above an address. */
function saidAbove(lines: readonly string[], index: number): string {
  const said: string[] = []
  for (let i = index - 1; i >= 0 && i >= index - 12 && said.length < 4; i--) {
    const line = lines[i]!
    if (line.trim() === '' && said.length === 0) continue
    if (line.trim() === '' || line.includes('@')) break
    said.unshift(line.trim())
  }
  return said.join(' ')
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
