import type { Assurance } from '@throughline/protocol/customers/identity.ts'

/**
 * What proves an address, in one place. The table with its reasons: docs/decisions/0008-what-proves-an-address.md.
 *
 * Every level that is not a person's or a program's explicit word comes from here. Who may give such a word is a
 * question of permissions.
 */
export type Evidence =
  /** A visitor typed the address into the chat. */
  | { kind: 'typed' }
  /** The company's own site signed it: it checked the address itself, or passes on what its user entered. */
  | { kind: 'host'; isChecked: boolean }
  | AnswerEvidence

/** A message that came back to something that we sent to the address. */
export interface AnswerEvidence {
  kind: 'answer'
  /**
   * What ties it to our message: nothing that was made for this address; a name that others can compute (Message-IDs
   * of mails sent before keys were used, or one that a mail server chose); or a secret of ours (a signed reply
   * address, a keyed Message-ID).
   */
  token: 'none' | 'guessable' | 'secret'
  /** Copies of our mails, or of the answers to them, went to others: they have the token too. */
  isDisclosed: boolean
  /** `machine`: an automatic reply, a receipt, a list, anything that must not be answered by a machine. */
  author: 'person' | 'machine'
  /** `authenticated`: our boundary saw an aligned DMARC pass. `disowned`: it saw a failure, or From is not the author. */
  from: 'authenticated' | 'unchecked' | 'disowned'
  /** The record that our message belongs to has other addresses, such as the device of a visitor. */
  sharesRecord: boolean
}

export interface Proof {
  /** Never more than this, by this evidence alone. */
  level: Extract<Assurance, 'claimed' | 'possession-proven' | 'host-authenticated'>
  /**
   * How far it reaches. `nothing`: as if there had been no token. `arrival`: our mail arrived; staff see the message
   * beside the mail, and no visitor does. `conversation`: this one conversation goes on, where it began. `address`: all
   * that the address wrote and will write.
   */
  scope: 'nothing' | 'arrival' | 'conversation' | 'address'
}

export function proofOf(evidence: Evidence): Proof {
  if (evidence.kind === 'typed') return claim('nothing')
  if (evidence.kind === 'host') {
    return evidence.isChecked ? { level: 'host-authenticated', scope: 'address' } : claim('nothing')
  }
  return proofOfAnswer(evidence)
}

function proofOfAnswer({ token, isDisclosed, author, from, sharesRecord }: AnswerEvidence): Proof {
  if (token !== 'secret' || from === 'disowned') return claim('nothing')
  // A token that others have is no secret: then the domain has to say that it was its user.
  if (isDisclosed && from !== 'authenticated') return claim('nothing')
  if (author === 'machine') return claim('arrival')
  // The answer proves who has the mailbox, not that they are the visitor who typed its address.
  if (sharesRecord) return claim('conversation')
  return { level: 'possession-proven', scope: 'address' }
}

function claim(scope: Proof['scope']): Proof {
  return { level: 'claimed', scope }
}

/** Whether the message is part of the conversation that it answers. */
export function isProvenAnswer({ scope }: Proof): boolean {
  return scope === 'conversation' || scope === 'address'
}

/** How a channel's word about a sender counts as evidence of who answered. */
export function fromOf(assurance: Assurance): AnswerEvidence['from'] {
  if (assurance === 'claimed') return 'disowned'
  return assurance === 'asserted' ? 'unchecked' : 'authenticated'
}
