import { addressParser } from 'postal-mime'
import { asciiDomain } from '../../ascii-domain.ts'
import type { MailLimits, Problems } from '../limits.ts'
import type { MailAddress } from '../mail-reading.ts'
import { safeName } from '../text-safety.ts'
import { decodeEncodedWords } from './parameters.ts'

const maxAddressChars = 320
/** The forms nine of ten mails use, so that they don't pay for the general parser. */
const plainForm =
  /^(?:"([^"<>@\\=]*)"[ \t]*|([A-Za-z0-9][^"<>()@,;:\\=]*)|((?:=\?[\w-]+\?[bBqQ]\?[^\s<>"?]*\?=\s*)+))?<([^\s"<>()@,;:\\]+@[^\s"<>()@,;:\\]+)>$/
const maxPlainChars = 400

/** The usable addresses of a list field; what is no address is left out and noted. */
export function parseAddressList(field: string | undefined, limits: MailLimits, problems: Problems): MailAddress[] {
  if (field === undefined || field === '') return []
  const plain = field.length <= maxPlainChars ? plainForm.exec(field) : null
  if (plain) return usable(plain[1] ?? plain[2] ?? plain[3] ?? '', plain[4]!, limits, problems)
  let text = field
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

/**
 * Lower case, domain in its ASCII form; null for what mail can't be sent to. The part before the @ is
 * case-sensitive by the book and nowhere else: two spellings of it are one person.
 */
export function normaliseAddress(address: string): string | null {
  const trimmed = address
    .trim()
    .replace(/^<(.*)>$/s, '$1')
    .replace(/^mailto:/i, '')
  const at = trimmed.lastIndexOf('@')
  if (at <= 0 || trimmed.length > maxAddressChars) return null
  const local = trimmed.slice(0, at)
  const domain = trimmed.slice(at + 1).replace(/\.$/, '')
  if (/^"[^"]*"$/.test(local) ? /[\r\n\0]/.test(local) : /[\s<>()[\],;:\\"\p{Cc}]/u.test(local)) return null
  if (/^[a-z0-9._-]+$/i.test(domain))
    return /^[.-]|\.\.|[.-]$/.test(domain) ? null : trimmed.slice(0, at + 1 + domain.length).toLowerCase()
  if (/^\[[0-9a-f:.]+\]$/i.test(domain)) return trimmed.toLowerCase()
  const ascii = asciiDomain(domain)
  return ascii === null || ascii.includes(' ') ? null : `${local.toLowerCase()}@${ascii}`
}
