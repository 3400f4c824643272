import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import type { SenderAddress } from '../../../contract.ts'
import { isOneOf, normaliseAddress, nowhere } from '../addresses.ts'
import type { MailAddress, MailReading } from '../reading/reading.ts'
import { answersNobody } from './answers-nobody.ts'

export interface OurSide {
  own: ReadonlySet<string>
  formSenders: ReadonlySet<string>
}

/** Whose words these are, and how sure that is. */
export interface Sender {
  from: SenderAddress
  /** Its From is one of our own addresses: a loop, or somebody who pretends. */
  isOurs: boolean
  problem: string | null
}

/**
 * The author is whom From names; Reply-To is only where they would like the answer, and anyone can write anything into
 * it. It is believed in one case: From names a machine that writes for others (a form of ours, an address of ours, a
 * no-reply, a program that says it generates mail), so that From would put all its authors on one thread. What is taken from Reply-To is a *claim*:
 * weaker than the From it replaces, it finds no existing customer, so forging it gains nothing. Elsewhere an answer
 * goes to From and never to Reply-To, or a forged mail would have a customer's answer sent to the forger.
 */
export function senderOf(reading: MailReading, ours: OurSide, returnPath: string | null, fingerprint: string): Sender {
  const { from } = reading
  if (from === null) return nameless(returnPath, ours, fingerprint)
  const isOurs = isOneOf(ours.own, from.address)
  const isForm = isOurs || isOneOf(ours.formSenders, from.address) || answersNobody(from.address)
  if (isForm || reading.writesForOthers) {
    const author = soleAuthor(reading.replyTo, ours)
    // A ticket system has its answers sent to another address of its own.
    if (author !== null && author.address !== from.address && (isForm || domainOf(author) !== domainOf(from))) {
      const problem = `${from.address} writes for others; the customer is whom Reply-To names.`
      return { from: senderAddress(author, 'claimed'), isOurs: false, problem }
    }
  }
  return { from: senderAddress(from, assuranceOf(reading)), isOurs, problem: null }
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
    return { from, isOurs: isOneOf(ours.own, address), problem: `${problem} It was handed over for ${address}.` }
  }
  const nobody = `unknown-${fingerprint.toLowerCase().replace(/[^a-z0-9]/g, '')}@${nowhere}`
  return { from: senderAddress({ name: '', address: nobody }, 'claimed'), isOurs: false, problem }
}

function soleAuthor(replyTo: readonly MailAddress[], ours: OurSide): MailAddress | null {
  const authors = replyTo.filter(({ address }) => !isOneOf(ours.own, address) && !answersNobody(address))
  return authors.length === 1 ? authors[0]! : null
}

function domainOf({ address }: MailAddress): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

function senderAddress({ name, address }: MailAddress, assurance: Assurance): SenderAddress {
  return { kind: 'email', value: address, name: name === '' ? null : name, assurance, scopedToChannel: false }
}
