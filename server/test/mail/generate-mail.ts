import { autoReply, bounce } from './generating/automatic.ts'
import { humanMail, newThread, type Thread } from './generating/human.ts'
import { somePeople } from './generating/people.ts'
import { someTopic, things } from './generating/prose.ts'
import { seededRandom, type Random } from './generating/random.ts'

/**
 * Support mail with its truth: what belongs together is known, so that the reading of it can be checked.
 *
 * Of a hundred mails two are automatic answers and one is a bounce; of the others six in ten begin a thread and four
 * answer an earlier mail of the same person, in the manner of several mail programs. One in ten carries a file.
 * The same mix gives the same mails, byte by byte, on every machine.
 */
export interface MailMix {
  count: number
  customers: number
  seed: number
  /** Our address. */
  to: string
  /** Whether some replies name only the mail they answer, not the whole chain. */
  sparseReferences?: boolean
}

export interface GeneratedMail {
  /** In the order of writing, from 1. */
  index: number
  kind: MailKind
  /** The address that it came from. */
  from: string
  envelopeFrom: string
  /** The true thread; null for what machines write, which must open none. */
  thread: number | null
  messageId: string
  subject: string
  hasAttachment: boolean
  /** A word that stands in this mail's own text and in no other mail. */
  marker: string
  /** With CRLF line ends; UTF-8 on the wire. */
  raw: string
}

export type MailKind = 'first' | 'reply' | 'auto-reply' | 'bounce'

const start = Date.UTC(2026, 1, 2, 7)
const secondsBetween = 43
const attachmentEvery = 10
const newestThreads = 150

export function* generateMail(mix: MailMix): Generator<GeneratedMail> {
  const random = seededRandom(mix.seed)
  const tag = mix.seed.toString(36)
  const people = somePeople(mix.customers, tag, random)
  const threads: Thread[] = []
  const usedByPerson = new Map<string, Set<string>>()
  let humanCount = 0

  for (const [position, kind] of kindsOf(mix.count, random).entries()) {
    const index = position + 1
    const marker = `qx${tag}k${index.toString(36).padStart(5, '0')}`
    const date = new Date(start + index * secondsBetween * 1000)
    if (kind === 'auto-reply' || kind === 'bounce') {
      const write = kind === 'bounce' ? bounce : autoReply
      const mail = write({ marker, person: random.pick(people), to: mix.to, date }, random)
      yield { index, kind, thread: null, hasAttachment: false, marker, ...mail }
      continue
    }
    const thread = kind === 'first' ? beginThread() : someThread()
    const hasAttachment = ++humanCount % attachmentEvery === 0
    const mail = humanMail(
      thread,
      { marker, to: mix.to, date, hasAttachment, sparseReferences: mix.sparseReferences ?? true },
      random,
    )
    const from = thread.person.address
    yield { index, kind, from, envelopeFrom: from, thread: thread.id, hasAttachment, marker, ...mail }
  }

  function beginThread(): Thread {
    const person = random.pick(people)
    const used = usedByPerson.get(person.address) ?? new Set()
    usedByPerson.set(person.address, used)
    const unused = things.filter((thing) => !used.has(thing))
    const thing = random.pick(unused.length > 0 ? unused : things)
    used.add(thing)
    const id = threads.length + 1
    const orderNumber = random.chance(0.4) ? `${tag.toUpperCase()}-${100_000 + id * 7}` : null
    threads.push(newThread(id, person, someTopic(thing, orderNumber, random), random))
    return threads.at(-1)!
  }

  /** Talk is mostly about what is new. */
  function someThread(): Thread {
    const reach = random.chance(0.5) ? Math.min(newestThreads, threads.length) : threads.length
    return threads[threads.length - 1 - random.below(reach)]!
  }
}

/** Exact shares in a mixed order that begins with a first mail. */
function kindsOf(count: number, random: Random): MailKind[] {
  const automatic = Math.round(count * 0.02)
  const bounces = Math.round(count * 0.01)
  const replies = Math.round((count - automatic - bounces) * 0.4)
  const kinds = random.shuffled<MailKind>([
    ...Array<MailKind>(automatic).fill('auto-reply'),
    ...Array<MailKind>(bounces).fill('bounce'),
    ...Array<MailKind>(replies).fill('reply'),
    ...Array<MailKind>(Math.max(0, count - automatic - bounces - replies)).fill('first'),
  ])
  const first = kinds.indexOf('first')
  if (first > 0) [kinds[0], kinds[first]] = [kinds[first]!, kinds[0]!]
  return kinds
}
