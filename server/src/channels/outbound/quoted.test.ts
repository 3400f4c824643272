import type { EmailContent } from '@throughline/protocol/timeline/content/email.ts'
import { describe, expect, test } from 'vitest'
import type { EntryRow } from '../../record/timeline/timeline.ts'
import type { Sending } from './queries.ts'
import { quotableRows } from './quoted.ts'

const named = (...addresses: string[]) => addresses.map((address) => ({ name: '', address }))

const mail: EmailContent = {
  type: 'email',
  subject: 'Parcel',
  from: { name: 'Ana', address: 'ana@mail.test' },
  to: named('support@shop.test'),
  cc: [],
  replyTo: [],
  deliveredTo: [],
  hasHtml: false,
  replyText: 'words',
  quotedText: '',
  signature: '',
  messageId: null,
  problems: [],
  authenticated: false,
}

interface Fields extends Partial<Omit<EntryRow, 'content'>> {
  mail?: Partial<EmailContent>
  content?: EntryRow['content']
}

/** Oldest first, a microsecond apart. */
function rowsOf(...all: Fields[]): EntryRow[] {
  return all.map(
    ({ mail: more, ...fields }, i) =>
      ({
        id: `e${i}`,
        kind: 'message',
        direction: 'in',
        identity_id: 'ana',
        text: 'words',
        recorded_us: i,
        content: { ...mail, ...more },
        ...fields,
      }) as EntryRow,
  )
}
const ours = (fields: Fields = {}): Fields => ({
  direction: 'out',
  ...fields,
  mail: { from: null, to: [], ...fields.mail },
})
const left: Sending = { hasLeft: true, automatic: false }
const about = { identityId: 'ana', recipients: ['ana@mail.test'], beforeUs: null as number | null }

function quoted(rows: EntryRow[], more: Partial<typeof about> = {}, sendings = new Map<string, Sending>()) {
  const sent = new Map(rows.map(({ id }) => [id, sendings.get(id) ?? left]))
  const { rows: found, ...rest } = quotableRows(rows, sent, { ...about, ...more })
  return { ids: found.map(({ id }) => id), ...rest }
}
const ids = (...args: Parameters<typeof quoted>) => quoted(...args).ids

describe('what may be quoted', () => {
  test('is what was said with this address before the answer, newest first', () => {
    expect(ids(rowsOf({}, ours(), {}))).toEqual(['e2', 'e1', 'e0'])
    expect(ids(rowsOf({}, ours(), {}), { beforeUs: 2 })).toEqual(['e1', 'e0'])
  })

  test.each<[string, Fields]>([
    ['another address of the customer', { identity_id: 'other' }],
    ['a note', { kind: 'note', direction: 'internal' }],
    ['a mail of a colleague that is kept as a note', { kind: 'note', direction: 'internal', mail: {} }],
    ['a mail that a colleague passed on', { mail: { forwardedBy: { name: 'Bo', address: 'bo@shop.test' } } }],
    ['what went to somebody who is no customer', { direction: 'out', identity_id: null }],
    ['a chat', { content: { type: 'text' } }],
    ['a mail without words', { text: ' ', mail: { replyText: '' } }],
  ])('is never %s', (_, fields) => {
    expect(ids(rowsOf({}, fields, {}))).toEqual(['e2', 'e0'])
  })

  test.each<[string, Sending | undefined]>([
    ['did not leave, was recalled or came back', { hasLeft: false, automatic: false }],
    ['a machine wrote', { hasLeft: true, automatic: true }],
  ])('is never what %s', (_, sending) => {
    expect(ids(rowsOf({}, ours(), {}), {}, new Map([['e1', sending!]]))).toEqual(['e2', 'e0'])
  })

  test('ends at the first that one of the recipients has not had', () => {
    const rows = rowsOf({}, ours({ mail: { cc: named('bo@mail.test') } }), { mail: { cc: named('Bo@Mail.test') } })
    const both = { recipients: ['ana@mail.test', 'bo@mail.test'] }
    expect(quoted(rows, both)).toEqual({ ids: ['e2', 'e1'], hasMore: false, notHadBy: ['bo@mail.test'] })
    expect(quoted(rows, { recipients: [...both.recipients, 'new@mail.test'] })).toEqual({
      ids: [],
      hasMore: false,
      notHadBy: ['new@mail.test'],
    })
    // What lies before is not quoted past a gap.
    expect(
      ids(rowsOf({ mail: { cc: named('bo@mail.test') } }, {}, { mail: { cc: named('bo@mail.test') } }), both),
    ).toEqual(['e2'])
  })

  test('counts a hidden copy as had by whom it went to, and by nobody else', () => {
    const rows = rowsOf({}, ours({ mail: { bcc: named('boss@shop.test') } }))
    expect(ids(rows, { recipients: ['ana@mail.test', 'boss@shop.test'] })).toEqual(['e1'])
    expect(ids(rowsOf({}), { recipients: ['ana@mail.test', 'boss@shop.test'] })).toEqual([])
  })

  test('is bounded, and says when there is more', () => {
    const found = quoted(rowsOf(...Array.from({ length: 20 }, () => ({}))))
    expect(found.ids).toHaveLength(15)
    expect(found.hasMore).toBe(true)
    expect(quoted(rowsOf(...Array.from({ length: 15 }, () => ({})))).hasMore).toBe(false)
  })
})
