import { expect, test } from 'vitest'
import { stepsOf, type Evidence } from './steps.ts'

const since = '2026-01-05T08:00:00.000Z'
const later = '2026-01-05T08:05:00.000Z'
const earlier = '2026-01-05T07:55:00.000Z'

const nothing: Evidence = {
  lab: {
    people: [],
    shop: { supportAddress: 'hello@kettle.example', chatChannelId: crypto.randomUUID(), hasChatSecret: true },
    mailServer: { host: '127.0.0.1', port: 2526 },
    demoStaff: null,
  },
  person: { id: 'robin', name: 'Robin Vale', addresses: ['robin@vale.example'], account: 'customer-1', about: '' },
  since,
  isSetupNeeded: false,
  isSignedIn: true,
  mails: [],
  thread: null,
}

function mail(folder: 'inbox' | 'sent', at: string): Evidence['mails'][number] {
  const from = { name: '', address: 'robin@vale.example' }
  return { id: at, folder, at, from, to: [], replyTo: null, subject: '', text: '', html: null, attachments: [] }
}

function said(kind: 'email' | 'webchat', direction: 'in' | 'out', recordedAt = later) {
  return { kind: 'message', direction, recordedAt, channel: { id: '', kind, name: '' } } as const
}

const done = (evidence: Partial<Evidence>): string[] =>
  stepsOf({ ...nothing, ...evidence }).flatMap(({ id, isDone }) => (isDone ? [id] : []))

test('nothing is ticked off that has not happened', () => {
  expect(done({ isSignedIn: false })).toEqual([])
  expect(done({})).toEqual(['sign-in'])
})

test('a mail counts once it was sent, and an older one does not', () => {
  expect(done({ mails: [mail('sent', earlier)] })).toEqual(['sign-in'])
  expect(done({ mails: [mail('sent', later)] })).toEqual(['sign-in', 'mail'])
})

test('the answer is one on both channels, and then it is one thread', () => {
  const mails = [mail('sent', later), mail('inbox', later)]
  const entries = [said('email', 'in'), said('webchat', 'in'), said('email', 'out')]
  expect(done({ mails, thread: { customerId: '1', entries } })).toEqual(['sign-in', 'mail', 'chat'])
  expect(done({ mails, thread: { customerId: '1', entries: [...entries, said('webchat', 'out')] } })).toEqual([
    'sign-in',
    'mail',
    'chat',
    'answer',
    'thread',
  ])
  expect(done({ thread: { customerId: '1', entries: [said('webchat', 'in', earlier)] } })).toEqual(['sign-in'])
})

test('the step to connect is there only while the shop has no chat', () => {
  const lab = { ...nothing.lab, shop: { ...nothing.lab.shop, chatChannelId: null } }
  expect(stepsOf(nothing).map(({ id }) => id)).not.toContain('connect')
  expect(stepsOf({ ...nothing, lab }).map(({ id }) => id)).toContain('connect')
})
