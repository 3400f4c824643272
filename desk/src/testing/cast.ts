import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'

/** The people and things of the tests: Mara writes, Ana and Ben answer. */
export const mara = '00000000-0000-7000-8000-000000000001'
export const ana = '00000000-0000-7000-8000-0000000000a1'
export const ben = '00000000-0000-7000-8000-0000000000b1'

export const mailChannel = { id: '00000000-0000-7000-8000-0000000000e1', kind: 'email', name: 'Support' }
export const chatChannel = { id: '00000000-0000-7000-8000-0000000000e2', kind: 'webchat', name: 'Shop chat' }

/** A readable id: `id('i', 3)`. */
export function id(letter: string, number: number): string {
  const code = letter.charCodeAt(0).toString(16).padStart(3, '0')
  return `00000000-0000-7000-8${code}-${String(number).padStart(12, '0')}`
}

export function issueOf(number: number, change: Partial<Issue> = {}): Issue {
  const minute = String(number % 60).padStart(2, '0')
  return {
    id: id('1', number),
    number,
    customerId: mara,
    customerName: 'Mara Lindqvist',
    subject: `Issue ${number}`,
    topic: null,
    status: 'open',
    priority: 'normal',
    ownerId: null,
    ownerName: null,
    teamId: null,
    tags: [],
    followerIds: [],
    customFields: {},
    firstChannel: mailChannel,
    currentChannel: mailChannel,
    openedAt: '2026-01-05T08:00:00.000Z',
    firstContactAt: null,
    lastContactAt: null,
    waitingSince: null,
    lastActivityAt: `2026-01-05T08:${minute}:00.000Z`,
    lastText: '',
    snoozedUntil: null,
    resolvedAt: null,
    resolvedBy: null,
    reopenCount: 0,
    mergedIntoId: null,
    likelyIssueId: null,
    likelyReason: null,
    likelyWords: [],
    version: 1,
    ...change,
  }
}

export function entryOf(seq: number, change: Partial<Entry> = {}): Entry {
  const at = new Date(Date.UTC(2026, 0, 5, 8, 0, 0) + seq * 60_000).toISOString()
  return {
    id: id('2', seq),
    seq,
    customerId: mara,
    issueId: id('1', 1),
    kind: 'message',
    direction: 'in',
    channel: chatChannel,
    identity: { id: id('3', 1), kind: 'account', value: 'mara-l', assurance: 'asserted' },
    author: { kind: 'customer', id: mara, name: 'Mara Lindqvist' },
    text: `Entry ${seq}`,
    content: { type: 'text' },
    attachments: [],
    occurredAt: at,
    recordedAt: at,
    delivery: null,
    threading: { reason: 'live_issue', sentence: 'It was being talked about.' },
    ...change,
  }
}

export function addressOf(change: Partial<ReachableAddress> = {}): ReachableAddress {
  return {
    channel: mailChannel,
    identity: { id: id('3', 2), kind: 'email', value: 'mara@example.org', assurance: 'domain-authenticated' },
    usable: true,
    reason: 'The customer wrote from here last.',
    words: [],
    reasonCode: 'wrote_last',
    isDefault: false,
    capabilities: { richText: true, attachments: true, subject: true, cc: true, live: false },
    ...change,
  }
}

export function attachmentOf(number: number): Attachment {
  return {
    id: id('4', number),
    name: `file-${number}.pdf`,
    mediaType: 'application/pdf',
    sizeBytes: 1000,
    url: `/api/v1/attachments/${id('4', number)}`,
    inline: false,
    contentId: null,
  }
}
