import { addressParser } from 'postal-mime'
import { mailAddressOf } from '../../../../../lib/mail-address.ts'
import type { MailLimits, Problems } from '../limits.ts'
import { safeName } from '../text-safety.ts'
import { decodeEncodedWords } from './parameters.ts'

export interface MailAddress {
  /** As displayed, cleaned of control and direction characters; empty when none was given. */
  name: string
  /** Lower case, domain in its ASCII form. */
  address: string
}

/** The forms nine of ten mails use, so that they don't pay for the general parser. */
const plainForm =
  /^(?:"([^"<>@\\=]*)"[ \t]*|([A-Za-z0-9][^"<>()@,;:\\=]*)|((?:=\?[\w-]+\?[bBqQ]\?[^\s<>"?]*\?=\s*)+))?<([^\s"<>()@,;:\\]+@[^\s"<>()@,;:\\]+)>$/
const maxPlainChars = 400
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g
/** A control character that it does not drop: no address has it, and no name keeps it. */
const unusable = '\u0080'

/** The usable addresses of a list field; what is no address is left out and noted. */
export function parseAddressList(field: string | undefined, limits: MailLimits, problems: Problems): MailAddress[] {
  if (field === undefined || field === '') return []
  const plain = field.length <= maxPlainChars ? plainForm.exec(field) : null
  if (plain) return usable(plain[1] ?? plain[2] ?? plain[3] ?? '', plain[4]!, limits, problems)
  // The parser drops control characters within quotation marks, and another address would be left.
  let text = field.replace(controls, unusable)
  if (text.length > limits.addressListChars) {
    problems.note('A list of addresses was too long and was read in part.')
    text = text.slice(0, text.lastIndexOf(',', limits.addressListChars) + 1 || limits.addressListChars)
  }
  const found: MailAddress[] = []
  let familyName = ''
  for (const mailbox of addressParser(text, { flatten: true })) {
    if (found.length >= limits.recipients) {
      problems.note('A list of addresses was too long and was read in part.')
      break
    }
    const name = mailbox.name ?? ''
    if (!mailbox.address && /^[^@<>]+$/.test(name)) {
      // "Costa, Ana <ana@post.example>" without its quotation marks: what stands before the comma is no address.
      familyName = familyName === '' ? name : `${familyName}, ${name}`
      continue
    }
    found.push(...usable(familyName === '' ? name : `${familyName}, ${name}`, mailbox.address ?? '', limits, problems))
    familyName = ''
  }
  if (familyName !== '') problems.note('An address that is none was left out.')
  return found
}

function usable(name: string, address: string, limits: MailLimits, problems: Problems): MailAddress[] {
  const normalised = normaliseAddress(address)
  if (normalised === null) {
    if (address !== '' || name !== '') problems.note('An address that is none was left out.')
    return []
  }
  return [{ name: safeName(decodeEncodedWords(name), limits.nameChars, problems), address: normalised }]
}

/** An address as headers write it, also in brackets or as a link; null for what mail can't be sent to. */
export function normaliseAddress(address: string): string | null {
  return mailAddressOf(
    address
      .trim()
      .replace(/^<(.*)>$/s, '$1')
      .replace(/^mailto:/i, ''),
  )
}
