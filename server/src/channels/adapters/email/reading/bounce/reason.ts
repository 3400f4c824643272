import { reasonRules } from './reason-rules.ts'

/** What is known about one refusal. */
export interface Refusal {
  /** Everything the servers said about this recipient, on one line. */
  said: string
  status: string | null
  /** The SMTP command that was answered so: CONN (before any), MAIL, RCPT, DATA; null when nothing tells. */
  command: 'CONN' | 'MAIL' | 'RCPT' | 'DATA' | null
  diagnosticType: string | null
  action: string
}

/** Nobody is there, and nobody will be: stop writing to this address. All other reasons may pass. */
const hardReasons = new Set(['userunknown', 'hostunknown', 'hasmoved', 'notaccept'])

/**
 * Why a mail was refused, in the words that public bounce corpora use. A code alone does not tell: 5.x.x is also
 * said of a full mailbox, of spam and of a blocked server, and 4.x.x of users who don't exist. So the text speaks
 * first, what is about the sender or the mail before what is about the recipient, and codes fill in.
 */
export function reasonOf(refusal: Refusal): { reason: string; hard: boolean } {
  const reason = byText(refusal) ?? byStatus(refusal) ?? byCommand(refusal) ?? 'undefined'
  return { reason, hard: refusal.action !== 'delayed' && hardReasons.has(reason) }
}

function byText({ said, command, diagnosticType, status }: Refusal): string | null {
  const text = said.toLowerCase().replace(/\s+/g, ' ').slice(0, 4000)
  for (const [reason, pattern] of reasonRules) {
    if (!pattern.test(text)) continue
    // A program of the recipient's own broke; what it printed ("no such user") is about itself.
    if (diagnosticType === 'x-unix' && reason !== 'mailboxfull' && reason !== 'systemfull') return 'mailererror'
    if (reason === 'userunknown') return unknownUser(command, status)
    // "so-and-so.example does not exist", said to MAIL, is about our domain.
    if (reason === 'hostunknown' && command === 'MAIL') return 'rejected'
    if (reason === 'blocked' && command === 'MAIL' && /access denied/.test(text)) return 'rejected'
    return reason
  }
  return diagnosticType === 'x-unix' ? 'mailererror' : null
}

/**
 * A server that took the recipient and says "user unknown" only to the content knew the recipient very well: some
 * carriers refuse unwanted senders in these words. Unless the code names the recipient, that is a filter.
 */
function unknownUser(command: Refusal['command'], status: string | null): string {
  if (command !== 'DATA') return 'userunknown'
  return status !== null && /^[45]\.1\.[01346]$|^[45]\.1\.10$/.test(status) ? 'userunknown' : 'filtered'
}

const reasonByStatus: Record<string, string> = {
  '1.1': 'userunknown',
  '1.0': 'userunknown',
  '1.3': 'syntaxerror',
  '1.2': 'hostunknown',
  '1.6': 'hasmoved',
  '1.7': 'rejected',
  '1.8': 'rejected',
  '1.10': 'userunknown',
  '2.1': 'suspend',
  '2.2': 'mailboxfull',
  '2.3': 'mesgtoobig',
  '3.1': 'systemfull',
  '3.4': 'mesgtoobig',
  '4.1': 'expired',
  '4.4': 'hostunknown',
  '4.6': 'networkerror',
  '4.7': 'expired',
  '4.310': 'hostunknown',
}

function byStatus({ status }: Refusal): string | null {
  if (status === null) return null
  const detail = status.slice(2)
  const known = reasonByStatus[detail]
  // "Try again": without a word about the user, a temporary code stays one.
  if (known !== undefined) return status.startsWith('4') && hardReasons.has(known) ? 'expired' : known
  const subject = detail.split('.')[0]
  return { '3': 'systemerror', '4': 'networkerror', '6': 'contenterror', '7': 'policyviolation' }[subject!] ?? null
}

function byCommand({ command }: Refusal): string | null {
  if (command === 'CONN') return 'blocked'
  return command === 'MAIL' ? 'rejected' : null
}
