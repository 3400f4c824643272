import { describe, expect, test } from 'vitest'
import { until } from '../../mail/until.ts'
import { givenUp, honestBut, watch, type Act } from './hostile-mailbox.ts'
import { pour } from './hostile-socket.ts'

// A mailbox's server that keeps us busy with very many things, each of them small.

/** It is not given up for being slow. */
const limits = { openMs: 60_000, progressMs: 60_000 }
const maxGrowth = 250 * 1024 * 1024

const floods: [what: string, act: Act][] = [
  [
    'tiny literals in one response',
    (say, _tag, socket) => (say('* 1 FETCH (UID 1 FLAGS ('), pour(socket, '{1}\r\nx '.repeat(10_000))),
  ],
  ['empty literals', (say, _tag, socket) => (say('* LIST ('), pour(socket, '{0}\r\n '.repeat(10_000)))],
  ['untagged lines', (_say, _tag, socket) => pour(socket, '* 1 EXPUNGE\r\n'.repeat(5000))],
  ['empty lines', (_say, _tag, socket) => pour(socket, '\r\n'.repeat(30_000))],
  ['lines that are not IMAP', (_say, _tag, socket) => pour(socket, 'x\r\n'.repeat(20_000))],
  ['answers to commands that were never given', (_say, _tag, socket) => pour(socket, 'A99 OK\r\n'.repeat(5000))],
  ['nested parentheses', (_say, _tag, socket) => pour(socket, `* 1 FETCH ${'('.repeat(200_000)}\r\n`)],
  ['search results', (_say, _tag, socket) => pour(socket, `* SEARCH${' 1234567'.repeat(20_000)}\r\n`)],
]

describe.each(['SEARCH', 'FETCH'])('at %s', (stage) => {
  test.each(floods)('a server that sends very many %s is disconnected before they cost much', async (_what, act) => {
    const before = process.memoryUsage().rss
    const said = await givenUp(await watch(honestBut({ [stage]: act }), { limits }))
    expect(said).toContain('far more than it was asked for')
    expect(process.memoryUsage().rss - before).toBeLessThan(maxGrowth)
  })
})

test.each<[what: string, act: Act]>([
  ['vanished, although nobody asked', (say, tag) => say(`${'* VANISHED 1:4294967295\r\n'.repeat(20)}${tag} OK\r\n`)],
  ['were found', (say, tag) => say(`* 4294967295 EXISTS\r\n* ESEARCH UID ALL 1:4294967295\r\n${tag} OK\r\n`)],
])('a server that says in one line that four billion mails %s is disconnected', async (_what, act) => {
  const before = process.memoryUsage().rss
  const said = await givenUp(await watch(honestBut({ SEARCH: act }), { limits }))
  expect(said).toContain('far more than it was asked for')
  expect(process.memoryUsage().rss - before).toBeLessThan(maxGrowth)
})

test('a folder of four billion mails is not read', async () => {
  const opening: Act = (say, tag) =>
    say(`* 4294967295 EXISTS\r\n* OK [UIDVALIDITY 1]\r\n* OK [UIDNEXT 2]\r\n${tag} OK [READ-ONLY]\r\n`)
  const made = await watch(honestBut({ EXAMINE: opening }), { limits })
  expect(await givenUp(made)).toContain('far more than it was asked for')
  expect(made.server.heard()).not.toContain('SEARCH')
})

test('while one server sends a flood, the mail of another comes in', async () => {
  const flood: Act = (_say, _tag, socket) => pour(socket, '* 1 EXPUNGE\r\n'.repeat(500))
  const unbounded = { maxIdleLines: Infinity, maxIdleBytes: Infinity }
  const flooding = await watch(honestBut({ SEARCH: flood }), { limits: { ...limits, ...unbounded } })
  await until('it sends', () => flooding.server.heard().includes('SEARCH'))
  const honest = await watch(honestBut({}), { limits })
  await until('mail is in', () => honest.platform.delivered.length === 1)
  expect(flooding.server.open()).toBe(1)
})
