import { expect, test } from 'vitest'
import { chooseByMatter } from './choose-by-matter.ts'
import { describeMatter, mergeMatter, type Matter } from './matter.ts'

/**
 * Customers who write of several things at once, all in the words of one shop: subjects and bodies are random words of
 * a small vocabulary, so that the mails of one customer overlap by chance as much as mails can. Answers refer to
 * what they answer; first mails don't, and must each open an issue.
 */
test.each(Array.from({ length: 20 }, (_, i) => i + 1))(
  'no first mail joins another thread because of words in common (seed %i)',
  (seed) => {
    const mails = randomMails(seed, { count: 1000, customers: 250 })
    const threads = new Set(mails.map(({ thread }) => thread)).size
    expect(deliver(mails)).toEqual({ issues: threads, joinedByMatter: 0 })
    expect(deliver(shuffled(mails, random(seed + 1000)))).toEqual({ issues: threads, joinedByMatter: 0 })
  },
)

interface Mail {
  customer: number
  thread: number
  id: string
  references: string[]
  matter: Matter
}

/** References first, matter second, as the issue of an entry is chosen. */
function deliver(mails: readonly Mail[]): { issues: number; joinedByMatter: number } {
  type Issue = { customer: number; matter: Matter; lastActivityAt: Date; status: string }
  const issuesOf = new Map<number, Issue[]>()
  const issueByReference = new Map<string, Issue>()
  let now = Date.UTC(2026, 0, 5)
  let issues = 0
  let joinedByMatter = 0
  for (const mail of mails) {
    now += 37_000
    const { matter } = mail
    const known = [mail.id, ...mail.references].map((id) => issueByReference.get(id)).find(Boolean)
    let issue = known
    if (!issue && mail.references.length === 0) {
      const choice = chooseByMatter(issuesOf.get(mail.customer) ?? [], matter, { now: new Date(now) })
      if (choice.decision === 'same') {
        issue = choice.issue
        joinedByMatter++
      }
    }
    if (!issue) {
      issues++
      issue = { customer: mail.customer, matter, lastActivityAt: new Date(now), status: 'open' }
      issuesOf.set(mail.customer, [...(issuesOf.get(mail.customer) ?? []), issue])
    } else {
      issue.matter = mergeMatter(issue.matter, matter)
      issue.lastActivityAt = new Date(now)
    }
    for (const id of [mail.id, ...mail.references]) issueByReference.set(id, issue)
  }
  return { issues, joinedByMatter }
}

const vocabulary =
  `mattress pillow blanket shelf drawer handle hinge lamp bulb cable plug switch carpet stain curtain rod
  table leg chair wheel glass crack paint frame mirror sofa cover zip size colour grey order number delivery van stairs
  lift courier week late invoice tax refund card twice price voucher code gift return label box damaged missing screw
  manual account password email newsletter address street change cancel exchange please still waiting help thanks
  regards broken wrong reply`.split(/\s+/)

function randomMails(seed: number, { count, customers }: { count: number; customers: number }): Mail[] {
  const next = random(seed)
  const below = (limit: number): number => Math.floor(next() * limit)
  const words = (least: number, most: number): string =>
    Array.from({ length: least + below(most - least + 1) }, () => vocabulary[below(vocabulary.length)]!).join(' ')
  const mails: Mail[] = []
  const threads: { customer: number; thread: number; subject: string; ids: string[] }[] = []
  for (let i = 0; i < count; i++) {
    const isFirst = threads.length === 0 || next() < 0.6
    const thread = isFirst
      ? { customer: below(customers), thread: threads.length, subject: words(3, 6), ids: [] }
      : threads[below(threads.length)]!
    if (isFirst) threads.push(thread)
    const id = `${seed}.${i}@mail.example`
    const paragraphs = Array.from({ length: 1 + below(3) }, () =>
      Array.from({ length: 2 + below(4) }, () => `${words(6, 14)}${'.?!'[below(3)]}`).join(' '),
    )
    mails.push({
      customer: thread.customer,
      thread: thread.thread,
      id,
      references: [...thread.ids],
      matter: describeMatter({
        subject: isFirst ? thread.subject : `Re: ${thread.subject}`,
        // Each names a reference of its own, and ends with the customer's address.
        text: `Hello,\n\n${paragraphs.join('\n\n')}\n\nReference m${seed}x${i}\n\n-- \nAna Ruiz\nana.${thread.customer}@mail.example`,
      }),
    })
    thread.ids.push(id)
  }
  return mails
}

function shuffled<T>(items: readonly T[], next: () => number): T[] {
  const result = [...items]
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    ;[result[i], result[j]] = [result[j]!, result[i]!]
  }
  return result
}

/** A linear congruential generator: the same stream on every machine, and random enough for words. */
function random(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
