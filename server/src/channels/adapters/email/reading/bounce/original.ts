import type { MailLimits, Problems } from '../limits.ts'
import { parseAddressList } from '../mime/addresses.ts'
import { readHeaderBlock, decodeRawHeader, type Headers } from '../mime/headers.ts'
import { parseMessageIds } from '../mime/message-ids.ts'
import { decodeEncodedWords } from '../mime/parameters.ts'
import { decodeTransfer } from '../mime/transfer-encoding.ts'
import type { Part } from '../mime/tree.ts'
import { safeLine } from '../text-safety.ts'

/** The mail that a report is about, as far as the report returns it. */
export interface OriginalMail {
  messageId: string | null
  subject: string | null
  to: string[]
}

export function readOriginal(root: Part, text: string, limits: MailLimits, problems: Problems): OriginalMail {
  const headers = returnedHeaders(root, limits, problems) ?? headersInText(text, limits, problems)
  if (headers === null) return { messageId: null, subject: null, to: [] }
  const subject = headers.first('subject')
  return {
    messageId: parseMessageIds(headers.first('message-id'), limits, problems)[0] ?? null,
    subject:
      subject === undefined
        ? null
        : safeLine(decodeEncodedWords(decodeRawHeader(subject, undefined, problems)), limits.subjectChars, problems),
    to: parseAddressList(headers.first('to'), limits, problems).map(({ address }) => address),
  }
}

function returnedHeaders(part: Part, limits: MailLimits, problems: Problems): Headers | null {
  if (part.mediaType === 'message/rfc822' || part.mediaType === 'message/global')
    return part.children[0]?.headers ?? null
  if (/^(?:text|message)\/(?:rfc822|global)-headers$/.test(part.mediaType)) {
    const bytes = decodeTransfer(part.body, part.encoding, problems)
    return readHeaderBlock(bytes, 0, bytes.length, limits.headerBytes, problems).headers
  }
  for (const child of part.children) {
    const headers = returnedHeaders(child, limits, problems)
    if (headers !== null) return headers
  }
  return null
}

/** Servers that know no MIME copy the mail into their text: its header begins at one of these fields. */
function headersInText(text: string, limits: MailLimits, problems: Problems): Headers | null {
  const idAt = text.search(/^message-id:[ \t]*</im)
  if (idAt < 0) return headersOfForward(text, limits, problems)
  const bytes = Buffer.from(text.slice(blockStart(text, idAt), idAt + limits.headerBytes), 'utf8')
  return readHeaderBlock(bytes, 0, bytes.length, limits.headerBytes, problems).headers
}

/** Back over the fields before it and their continued lines, to a line that is neither. */
function blockStart(text: string, at: number): number {
  let start = at
  for (let lines = 0; start > 0 && lines < 200; lines++) {
    const lineAt = text.lastIndexOf('\n', start - 2) + 1
    if (!/^(?:[\w-]{1,80}:|[ \t]+(?!-{3})\S)/.test(text.slice(lineAt, Math.min(start, lineAt + 100)))) break
    start = lineAt
  }
  return start
}

/** Some name From and To of the returned mail, and little else. */
function headersOfForward(text: string, limits: MailLimits, problems: Problems): Headers | null {
  const at = text.search(/^(?:-{2,} ?)?(?:original message|returned message|message details)\b[^\n]{0,100}\n/im)
  if (at < 0) return null
  const block = text.slice(text.indexOf('\n', at) + 1, at + 4000).replace(/^[ \t]+/gm, '')
  const bytes = Buffer.from(block.trimStart(), 'utf8')
  return readHeaderBlock(bytes, 0, bytes.length, limits.headerBytes, problems).headers
}
