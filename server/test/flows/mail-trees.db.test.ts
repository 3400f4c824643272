import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { openSmtp, type SmtpClient } from '../mail/smtp-client.ts'

// Mailboxes of imaptest with the trees that RFC 5256 makes of them (see the licence beside them).
const folder = join(import.meta.dirname, '../corpus/email/threads')

interface Node {
  message: number | null
  children: Node[]
}
interface Step {
  do: string
  messages?: number[]
  message?: number
  algorithm?: string
  tree?: Node[]
}
const mailboxes = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<
  string,
  { mbox: string; steps: Step[] }
>

let app: TestApp
let smtp: SmtpClient
beforeAll(async () => {
  app = await startTestApp()
  smtp = await openSmtp(app.smtpPort)
  await smtp.say('EHLO test')
})
afterAll(async () => {
  await smtp.close()
  await app.stop()
})

/** The first threading by references, and the mails that were there by then. */
function firstTrees(steps: readonly Step[]): number[][] | null {
  for (const step of steps) {
    if (step.do === 'delete') return null
    if (step.do === 'thread') return step.algorithm === 'REFERENCES' ? step.tree!.map(messagesOf) : null
  }
  return null
}
function messagesOf(node: Node): number[] {
  return [...(node.message === null ? [] : [node.message]), ...node.children.flatMap(messagesOf)]
}

function mailsOf(mbox: string): string[] {
  return readFileSync(join(folder, mbox), 'latin1')
    .split(/^From .*\n/m)
    .slice(1)
}

function* orders(items: readonly number[]): Generator<number[]> {
  if (items.length <= 1) yield [...items]
  for (const first of items) for (const rest of orders(items.filter((item) => item !== first))) yield [first, ...rest]
}

// In thread.mbox two mails each name the other as their parent; RFC 5256 undoes a link that a mail in between has
// made. We never take apart what staff may have answered already (docs/decisions/0005).
const contradictory = new Set(['thread'])
// Two mails that are the same to the byte are one mail, delivered twice.
const redelivered = new Set(['thread2'])

describe('mails of one tree are on one issue and others are not, in whatever order they arrive', () => {
  for (const [name, { mbox, steps }] of Object.entries(mailboxes)) {
    const trees = firstTrees(steps)
    if (!trees || contradictory.has(name) || redelivered.has(name)) continue
    test(name, async () => {
      const mails = mailsOf(mbox)
      let person = 0
      for (const order of orders(trees.flat())) {
        const from = `${name}.${person++}@example.com`
        for (const number of order) {
          // Only its own words distinguish a mail from the others; the original has few.
          const raw = `From: ${from}\nTo: help@example.com\n${mails[number - 1]!}\nmail ${number}\n`.replaceAll(
            '\n',
            '\r\n',
          )
          expect(await smtp.mail({ from, to: ['help@shop.example'] }, raw)).toMatch(/^250/)
        }
        const { items } = await app.api<{ items: { id: string }[] }>('GET', `/customers?query=${from}`)
        const thread = await app.api<{ items: Entry[] }>('GET', `/customers/${items[0]!.id}/thread`)
        const numberOf = (entry: Entry) => Number(/mail (\d+)/.exec(entry.text)![1])
        const groups = [...Map.groupBy(thread.items, (entry) => entry.issueId).values()].map((entries) =>
          entries.map(numberOf),
        )
        const sorted = (sets: number[][]) =>
          sets.map((set) => set.toSorted((a, b) => a - b)).sort((a, b) => a[0]! - b[0]!)
        expect({ order, groups: sorted(groups) }).toEqual({ order, groups: sorted(trees) })
      }
    })
  }
})
