import type { Content } from '@throughline/protocol/timeline/content.ts'
import { expect, test } from 'vitest'
import { ana, chatChannel, entryOf, id, mailChannel, mara } from '../../testing/cast.ts'
import type { OutgoingItem } from './outgoing-state.ts'
import { threadRows, type ThreadRow } from './rows.ts'

const options = { issueId: id('1', 1), dayOf: (time: string) => time.slice(0, 10) }
const kinds = (rows: ThreadRow[]) => rows.map((row) => row.kind)
const at = (time: string) => ({ occurredAt: time, recordedAt: time })

function mailOf(subject: string): Content {
  const folded = { replyText: '', quotedText: '', signature: '' }
  const addresses = { from: null, to: [], cc: [], replyTo: [], deliveredTo: [], messageId: null }
  return { type: 'email', subject, hasHtml: false, problems: [], authenticated: false, ...folded, ...addresses }
}

function outgoingOf(echoId: string): OutgoingItem {
  return {
    echoId,
    authorId: ana,
    customerId: mara,
    entry: { kind: 'message', text: 'On its way', echoId },
    attachments: [],
    to: null,
    writtenAt: '2026-01-05T08:30:00.000Z',
    state: 'sending',
  }
}

test('each day begins with its line', () => {
  const rows = threadRows([entryOf(1, at('2026-01-05T08:00:00Z')), entryOf(2, at('2026-01-06T08:00:00Z'))], [], options)
  expect(kinds(rows)).toEqual(['day', 'entry', 'day', 'entry'])
})

test('what is topmost keeps its key when older entries come in above it', () => {
  const [older, ...loaded] = [1, 2, 3].map((seq) => entryOf(seq, { issueId: id('1', seq) }))
  const cut = threadRows(loaded, [], { ...options, hasOlder: true })
  expect(cut[0]).toMatchObject({ kind: 'entry' })
  const whole = threadRows([older!, ...loaded], [], options)
  expect(whole.map(({ key }) => key)).toContain(cut[0]!.key)

  const folding = { ...options, issueId: id('1', 9), foldsOthers: true }
  const [line] = threadRows(loaded, [], { ...folding, hasOlder: true })
  expect(threadRows([older!, ...loaded], [], folding)).toMatchObject([{ kind: 'folded', key: line!.key, count: 3 }])
})

test('a change of channel has a line that names it', () => {
  const rows = threadRows([entryOf(1, { channel: mailChannel }), entryOf(2, { channel: chatChannel })], [], options)
  expect(rows[2]).toMatchObject({ kind: 'turn', channel: chatChannel, gapMs: 0 })
})

test('coming back after hours has a line that says so', () => {
  const rows = threadRows([entryOf(1, at('2026-01-05T08:00:00Z')), entryOf(2, at('2026-01-05T13:00:00Z'))], [], options)
  expect(rows[2]).toMatchObject({ kind: 'turn', channel: null, gapMs: 5 * 60 * 60 * 1000 })
})

test('a note between two messages of one channel is no change of channel', () => {
  const note = entryOf(2, { kind: 'note', direction: 'internal', channel: null, content: { type: 'note' } })
  expect(kinds(threadRows([entryOf(1), note, entryOf(3)], [], options))).toEqual(['day', 'entry', 'entry', 'entry'])
})

test('entries of another issue are marked, never left out', () => {
  const rows = threadRows([entryOf(1), entryOf(2, { issueId: id('1', 2) })], [], options)
  expect(kinds(rows)).toEqual(['day', 'issue', 'entry', 'issue', 'entry'])
  expect(rows[4]).toMatchObject({ isOther: true })
})

test('entries of other issues are folded into lines that count them, where one asked for that', () => {
  const other = { issueId: id('1', 2) }
  const entries = [entryOf(1, other), entryOf(2, other), entryOf(3), entryOf(4, other)]
  const rows = threadRows(entries, [], { ...options, foldsOthers: true })
  expect(kinds(rows)).toEqual(['folded', 'day', 'issue', 'entry', 'folded'])
  expect(rows.filter((row) => row.kind === 'folded').map((row) => row.count)).toEqual([2, 1])
})

test('with one issue only, no line names it', () => {
  expect(kinds(threadRows([entryOf(1), entryOf(2)], [], options))).not.toContain('issue')
})

test('lines of one person in one breath show one name', () => {
  const rows = threadRows(
    [entryOf(1), entryOf(2), entryOf(3, { author: { kind: 'staff', id: ana, name: 'Ana' } })],
    [],
    {
      ...options,
    },
  )
  expect(rows.map((row) => row.kind === 'entry' && row.continues)).toEqual([false, false, true, false])
})

test('a subject is shown where it changes, not where it is answered', () => {
  const subjects = ['Shoes', '', 'Re: Shoes', 'AW: Re: shoes again', 'Fwd: Shoes']
  const rows = threadRows(
    subjects.map((subject, index) => entryOf(index + 1, { content: mailOf(subject) })),
    [],
    options,
  )
  const shown = rows.map((row) => (row.kind === 'entry' ? row.subject : undefined)).filter((one) => one !== undefined)
  expect(shown).toEqual(['Shoes', null, null, 'AW: Re: shoes again', 'Fwd: Shoes'])
})

test('edits and deletions show on what they refer to, not as rows', () => {
  const edit = entryOf(2, { content: { type: 'edit', refersTo: entryOf(1).id } })
  expect(kinds(threadRows([entryOf(1), edit], [], options))).toEqual(['day', 'entry'])
})

test('what is on its way comes last, and goes when its entry has come', () => {
  expect(kinds(threadRows([entryOf(1)], [outgoingOf('echo-1')], options))).toEqual(['day', 'entry', 'outgoing'])
  const arrived = entryOf(2, { echoId: 'echo-1' })
  expect(kinds(threadRows([entryOf(1), arrived], [outgoingOf('echo-1')], options))).not.toContain('outgoing')
})

test('every row has a key of its own', () => {
  const entries = Array.from({ length: 60 }, (_, index) =>
    entryOf(index + 1, {
      ...at(new Date(Date.UTC(2026, 0, 1 + (index % 3))).toISOString()),
      channel: index % 2 === 0 ? mailChannel : chatChannel,
      issueId: id('1', index % 4),
    }),
  )
  const keys = threadRows(entries, [], options).map((row) => row.key)
  expect(new Set(keys).size).toBe(keys.length)
})
