import { expect, test } from 'vitest'
import { hasPromtool } from './monitoring/try-rules.ts'
import { runThreeNodes } from './run-three-nodes.ts'
import { hasNats } from './services/nats.ts'
import { hasPostgres15 } from '../../server/test/databases/postgres15.ts'

/*
 * An hour of a company's life with three nodes behind a balancer, as docs/operate/many-nodes.md and deploy/proxy have it.
 * Each node, NATS and PostgreSQL are killed in turn, and in the middle all nodes are replaced one after the other.
 *
 * What is owed meanwhile, seen from outside of the balancer:
 *
 * - What was acknowledged is there once, in order; every answer left under one id, every webhook came, and open chats and
 *   desks were sent everything in order, on however many connections.
 * - No request failed that could have waited. A request can wait when repeating it does no harm (it reads, or has a key of
 *   its own), and a node and the database are there again within the time for which Caddy tries. All requests here are such.
 *   So the one answer that is neither is 503 with `Retry-After`, while PostgreSQL is away for minutes. When a node is
 *   killed, when nodes are replaced, and when PostgreSQL is started again at once, everybody is answered.
 * - A mailbox is read by one node. When that is killed another reads it within ten seconds. A snoozed issue is woken once.
 * - A mail cannot be moved to another node in the middle. It is not acknowledged then, and mail servers come again.
 * - The alert rules that ship fire for what was broken while it was, and never else. They are tried by Prometheus itself on
 *   what the nodes said in `/metrics`. The hour passes in about a minute of ours: while the story waits, each scrape
 *   counts for half a minute, and while it does something, time goes as it does (see story-clock.ts). Numbers are as
 *   they were measured.
 */

const missing = [
  ...(hasNats ? [] : ['nats-server is not installed: hints go by NOTIFY all along']),
  ...(hasPostgres15 ? [] : ['PostgreSQL 15 is not installed: the database is the built-in one']),
  ...(hasPromtool ? [] : ['promtool is not installed: the alert rules are not tried']),
]

test('an hour in which everything breaks once', { timeout: 1_200_000 }, async () => {
  for (const what of missing) console.log(`three nodes: ${what}`)
  const lines: string[] = []
  const say = process.env['TEST_LOG_LEVEL'] ? console.log : (line: string): number => lines.push(line)
  const report = await runThreeNodes({ seed: 4711, say })
  if (report.isOverloaded) console.log('three nodes: the machine is overloaded, so alerts of slowness are let pass')
  const { violations, failed, alerts } = report
  expect({ violations, failed, alerts: alerts ?? '' }).toEqual({ violations: [], failed: [], alerts: '' })
  expect(report.minutes).toBeGreaterThan(50)
  expect(report.mails).toBeGreaterThan(50)
  expect(report.mostReaders).toBe(1)
  expect(report.takeoversMs.length).toBeGreaterThan(0)
  expect(Math.max(...report.takeoversMs)).toBeLessThan(10_000)
  expect(report.toldToComeAgain).toBeGreaterThan(0)
})
