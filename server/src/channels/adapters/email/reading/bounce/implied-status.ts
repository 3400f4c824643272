import type { BounceRecipient } from './bounce-report.ts'

/** What a report that states no status amounts to (RFC 3463): subject and detail by the reason. */
const details: Readonly<Record<string, string>> = {
  userunknown: '1.1',
  hostunknown: '1.2',
  hasmoved: '1.6',
  notaccept: '1.10',
  suspend: '2.1',
  mailboxfull: '2.2',
  systemfull: '3.1',
  systemerror: '3.0',
  mailererror: '3.0',
  mesgtoobig: '3.4',
  networkerror: '4.1',
  toomanyconn: '4.5',
  expired: '4.7',
  syntaxerror: '5.2',
  contenterror: '6.0',
  notcompliantrfc: '6.0',
  filtered: '7.1',
  rejected: '7.1',
  blocked: '7.1',
  norelaying: '7.1',
  spamdetected: '7.1',
  virusdetected: '7.1',
  policyviolation: '7.1',
  securityerror: '7.0',
  authfailure: '7.1',
  badreputation: '7.1',
  requireptr: '7.25',
  greylisted: '7.1',
}

/** Reasons that pass, whatever the report calls them: a queue that was given up would have been taken another day. */
const passing = new Set(['expired', 'networkerror', 'toomanyconn', 'greylisted'])

export function impliedStatus({ reason, reply, action }: Pick<BounceRecipient, 'reason' | 'reply' | 'action'>): string {
  const isTemporary = action === 'delayed' || (reply === null ? passing.has(reason) : reply.startsWith('4'))
  return `${isTemporary ? 4 : 5}.${details[reason] ?? '0.0'}`
}
