import { expect, test } from 'vitest'
import { addressOf, attachmentOf, chatChannel, id } from '../../../testing/cast.ts'
import { emptyDraft, isEmptyDraft, readDraft } from '../draft/draft.ts'
import { addressKey, chosenAddress } from '../to/chosen-address.ts'
import { afterSending, newEntry } from './new-entry.ts'

const mail = addressOf({ isDefault: true })
const chat = addressOf({
  channel: chatChannel,
  capabilities: { richText: false, attachments: false, subject: false, cc: false, live: true },
})
const context = { address: mail, issueId: id('1', 1), echoId: 'echo-1', holdSeconds: 0, usualCopies: [] }

test('a mail goes with its formatting, subject, copies and files', () => {
  const draft = {
    ...emptyDraft,
    text: 'Hello',
    html: '<p>Hello</p>',
    subject: 'Re: shoes',
    cc: ['shop@example.org'],
    attachments: [attachmentOf(1)],
  }
  expect(newEntry(draft, context)).toEqual({
    kind: 'message',
    text: 'Hello',
    content: { html: '<p>Hello</p>', subject: 'Re: shoes', cc: ['shop@example.org'] },
    attachmentIds: [attachmentOf(1).id],
    channelId: mail.channel.id,
    identityId: mail.identity.id,
    echoId: 'echo-1',
    issueId: id('1', 1),
  })
})

test('an answer goes to all who got the mail, until somebody says otherwise, and blind copies go along', () => {
  const all = { ...context, usualCopies: ['bert@firm.example'] }
  const draft = { ...emptyDraft, text: 'Hello' }
  expect(newEntry(draft, all)).toMatchObject({ content: { cc: ['bert@firm.example'] } })
  expect(newEntry({ ...draft, cc: [] }, all)).not.toHaveProperty('content')
  expect(newEntry({ ...draft, cc: ['cora@firm.example'], bcc: ['dora@firm.example'] }, all)).toMatchObject({
    content: { cc: ['cora@firm.example'], bcc: ['dora@firm.example'] },
  })
  expect(newEntry(draft, { ...all, address: chat })).not.toHaveProperty('content')
})

test('a reply quotes the conversation where the channel does, unless its author leaves it out this once', () => {
  const draft = { ...emptyDraft, text: 'Hello', quotesHistory: false }
  const quoting = { ...context, address: addressOf({ quotes: 'last' }) }
  expect(newEntry(draft, quoting)).toMatchObject({ content: { quotesHistory: false } })
  expect(newEntry({ ...draft, quotesHistory: true }, quoting)).not.toHaveProperty('content')
  expect(newEntry(draft, context)).not.toHaveProperty('content')
  expect(afterSending(draft, mail).quotesHistory).toBe(true)
  expect(readDraft({ text: 'of an older version' }).quotesHistory).toBe(true)
})

test('a channel of plain text gets plain text and nothing that it cannot carry', () => {
  const draft = { ...emptyDraft, text: 'Hello', html: '<p>Hello</p>', subject: 'x', cc: ['a@example.org'] }
  expect(newEntry(draft, { ...context, address: chat })).toEqual({
    kind: 'message',
    text: 'Hello',
    channelId: chatChannel.id,
    identityId: chat.identity.id,
    echoId: 'echo-1',
    issueId: id('1', 1),
  })
})

test('a note goes to nobody but colleagues, whatever address is chosen', () => {
  const draft = { ...emptyDraft, mode: 'note' as const, note: ' Look at the invoice ', text: 'to the customer' }
  expect(newEntry(draft, context)).toEqual({
    kind: 'note',
    text: 'Look at the invoice',
    echoId: 'echo-1',
    issueId: id('1', 1),
  })
})

test('nothing is sent when nothing is said, or there is nowhere to say it', () => {
  expect(newEntry({ ...emptyDraft, text: '  \n ' }, context)).toBeNull()
  expect(newEntry({ ...emptyDraft, text: 'Hello' }, { ...context, address: null })).toBeNull()
  expect(newEntry({ ...emptyDraft, mode: 'note', note: ' ' }, context)).toBeNull()
})

test('a file alone is a message where files can be sent', () => {
  const draft = { ...emptyDraft, attachments: [attachmentOf(1)] }
  expect(newEntry(draft, context)).toMatchObject({ attachmentIds: [attachmentOf(1).id] })
  expect(newEntry(draft, { ...context, address: chat })).toBeNull()
})

test('a mail may be held to be taken back; where both sides are present nothing waits, and a note never does', () => {
  const draft = { ...emptyDraft, text: 'Hello', note: 'Hello' }
  expect(newEntry(draft, { ...context, holdSeconds: 5 })).toMatchObject({ holdSeconds: 5 })
  expect(newEntry(draft, { ...context, address: chat, holdSeconds: 5 })).not.toHaveProperty('holdSeconds')
  expect(newEntry({ ...draft, mode: 'note' }, { ...context, holdSeconds: 5 })).not.toHaveProperty('holdSeconds')
})

test('a note tells those who are still named in it', () => {
  const mentions = [
    { id: id('5', 1), name: 'Ben Okafor' },
    { id: id('5', 2), name: 'Noor Haddad' },
  ]
  const draft = { ...emptyDraft, mode: 'note' as const, note: 'Please, @Ben Okafor', mentions }
  expect(newEntry(draft, context)).toMatchObject({ kind: 'note', mentions: [id('5', 1)] })
})

test('a new conversation opens an issue, whatever is open; a note beside it goes into the one at hand', () => {
  const draft = { ...emptyDraft, isNew: true, text: 'Hello', note: 'Hello' }
  expect(newEntry(draft, context)).toMatchObject({ newIssue: true })
  expect(newEntry(draft, context)).not.toHaveProperty('issueId')
  expect(newEntry({ ...draft, mode: 'note' }, context)).toMatchObject({ issueId: id('1', 1) })
  expect(newEntry({ ...draft, mode: 'note' }, context)).not.toHaveProperty('newIssue')
  expect(isEmptyDraft({ ...emptyDraft, isNew: true })).toBe(false)
  expect(afterSending(draft, mail)).toMatchObject({ isNew: false, text: '' })
})

test('without an issue the server chooses', () => {
  expect(newEntry({ ...emptyDraft, text: 'Hello' }, { ...context, issueId: null })).not.toHaveProperty('issueId')
})

test('the chosen way is kept while it can be used, else the one offered first', () => {
  const blocked = addressOf({ channel: chatChannel, usable: false, isDefault: true })
  expect(chosenAddress([mail, chat], addressKey(chat))).toBe(chat)
  expect(chosenAddress([mail, blocked], addressKey(blocked))).toBe(mail)
  expect(chosenAddress([chat, mail], null)).toBe(mail)
  expect(chosenAddress([blocked], null)).toBeNull()
})

test('sending a note leaves the reply that was begun', () => {
  const draft = { ...emptyDraft, mode: 'note' as const, note: 'seen', text: 'Dear Mara' }
  expect(afterSending(draft, mail)).toMatchObject({ mode: 'reply', note: '', text: 'Dear Mara' })
})

test('files that a channel cannot carry stay in the draft', () => {
  const draft = { ...emptyDraft, text: 'Hello', attachments: [attachmentOf(1)] }
  expect(afterSending(draft, chat)).toMatchObject({ text: '', attachments: draft.attachments })
  expect(afterSending(draft, mail)).toMatchObject({ text: '', attachments: [] })
})

test('a draft of an older kind gives what can be read of it', () => {
  expect(readDraft({ text: 'Hello', cc: 'broken', unknown: 1 })).toEqual({ ...emptyDraft, text: 'Hello' })
  expect(readDraft(null)).toEqual(emptyDraft)
  expect(isEmptyDraft(readDraft('nonsense'))).toBe(true)
})
