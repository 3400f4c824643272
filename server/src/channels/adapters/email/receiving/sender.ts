import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import type { SenderAddress, Us } from '../../../contract.ts'
import { isOneOf, normaliseAddress, nowhere } from '../addresses.ts'
import type { MailAddress, MailReading } from '../reading/reading.ts'
import { answersNobody } from './answers-nobody.ts'

export interface OurSide {
  us: Us
  /** The addresses to which we have taken the mail in: ours, named or not. */
  takenInAt: ReadonlySet<string>
  formSenders: ReadonlySet<string>
}

/** Whose words these are, and how sure that is. */
export interface Sender {
  from: SenderAddress
  /** Its From is one of us: a loop, a colleague, or somebody who pretends. It is never a customer's. */
  isOurs: boolean
  problem: string | null
}

/**
 * The author is whom From names; Reply-To is only where they would like the answer, and anyone can write anything into
 * it. It is believed in one case: From names a machine that writes for others (a form of ours, an address of ours, a
 * no-reply, a program that says it generates mail), so that From would put all its authors on one thread. A group of ours that passes mail on under its own name
 * says the author in X-Original-From as well; that field is believed of nobody else. What is taken from these is a
 * *claim*: weaker than the From it replaces, it finds no existing customer, so forging it gains nothing. Elsewhere an
 * answer goes to From and never to Reply-To, or a forged mail would have a customer's answer sent to the forger.
 */
export function senderOf(
  reading: MailReading,
  ours: OurSide,
  { originals, returnPath, fingerprint }: { originals: MailAddress[]; returnPath: string | null; fingerprint: string },
): Sender {
  const { from } = reading
  if (from === null) return nameless(returnPath, ours, fingerprint)
  const who = whoIs(ours, from.address)
  const author = authorBehind(reading, ours, originals, who)
  if (author !== null) {
    const problem = `${from.address} writes for others; the customer is whom ${author.field} names.`
    return { from: senderAddress(author, 'claimed'), isOurs: false, problem }
  }
  return { from: senderAddress(from, assuranceOf(reading)), isOurs: who !== null, problem: null }
}

/** What of us an address is, by what is configured or by where the mail came to. */
export function whoIs({ us, takenInAt }: OurSide, address: string): ReturnType<Us['whoIs']> {
  return us.whoIs(address) ?? (isOneOf(takenInAt, address) ? 'mailbox' : null)
}

/** Where From writes for somebody else: who that is, by the field that names exactly one who is not us. */
function authorBehind(
  reading: MailReading,
  ours: OurSide,
  originals: readonly MailAddress[],
  who: ReturnType<Us['whoIs']>,
): (MailAddress & { field: string }) | null {
  const from = reading.from!
  // Of a colleague these are places of their own.
  if (who === 'staff') return null
  const original = who === null ? null : named(originals, ours, 'X-Original-From')
  const isForm = who === 'mailbox' || isOneOf(ours.formSenders, from.address) || answersNobody(from.address)
  const replyTo = isForm || reading.writesForOthers ? named(reading.replyTo, ours, 'Reply-To') : null
  // A ticket system has its answers sent to another address of its own.
  const isOther = replyTo !== null && (isForm || domainOf(replyTo) !== domainOf(from))
  const found = original ?? (isOther ? replyTo : null)
  return found?.address === from.address ? null : found
}

function named(addresses: readonly MailAddress[], ours: OurSide, field: string) {
  const authors = addresses.filter(({ address }) => whoIs(ours, address) === null && !answersNobody(address))
  const [author] = authors
  return author !== undefined && new Set(authors.map(({ address }) => address)).size === 1 ? { ...author, field } : null
}

function domainOf({ address }: MailAddress): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

/**
 * Only the verdict of our own boundary counts. A failed DMARC is the domain owner's word that it is not them: such a
 * mail lands on no existing customer.
 */
function assuranceOf({ authentication }: MailReading): Assurance {
  if (authentication.dmarc === 'fail') return 'claimed'
  return authentication.dmarc === 'pass' ? 'domain-authenticated' : 'asserted'
}

/** Without From there is the envelope; without that, a name that no other mail has, so that nobody shares a thread. */
function nameless(returnPath: string | null, ours: OurSide, fingerprint: string): Sender {
  const address = normaliseAddress(returnPath ?? '')
  const problem = 'The mail names no sender.'
  if (address !== null) {
    const from = senderAddress({ name: '', address }, 'claimed')
    const isOurs = whoIs(ours, address) !== null
    return { from, isOurs, problem: `${problem} It was handed over for ${address}.` }
  }
  const nobody = `unknown-${fingerprint.toLowerCase().replace(/[^a-z0-9]/g, '')}@${nowhere}`
  return { from: senderAddress({ name: '', address: nobody }, 'claimed'), isOurs: false, problem }
}

function senderAddress({ name, address }: MailAddress, assurance: Assurance): SenderAddress {
  return { kind: 'email', value: address, name: name === '' ? null : name, assurance, scope: 'everywhere' }
}
