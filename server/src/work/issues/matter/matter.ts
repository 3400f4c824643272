import { bounded, entityLimits, subjectLimits, wordLimits } from './bounds.ts'
import { findEntities, type Entity } from './reading/entities.ts'
import { foldText } from './reading/fold.ts'
import { readManner, type Manner } from './reading/manner.ts'
import { beginningOf, nameInLastLine, signatureStart } from './reading/own-words.ts'
import { normaliseSubject } from './reading/subject.ts'
import { tokensOf, type Token } from './reading/tokens.ts'

/**
 * What an issue or a message is about, small enough to stay on the issue and be read under a customer's lock: the
 * numbers it names, its subjects, its words. Pure; any text in any language gives one, and none throws.
 * Whether two of them are the same matter is `same-matter.ts`; choosing among issues is `choose-by-matter.ts`.
 */
export interface Matter {
  /** `order:4711AB`, the surest first. */
  readonly entities: readonly string[]
  /** Without what mail programs add; the oldest first. */
  readonly subjects: readonly string[]
  /** Stems. Those that stood in more than one message come first and stay longest. */
  readonly words: readonly string[]
  /** Of a single message only: its subject says that it answers another. */
  readonly isReply?: boolean
  /** Of a single message only. */
  readonly manners?: readonly Manner[]
}

export interface Described {
  readonly subject: string | null
  readonly text: string
  /** Left out of the words: a name stands in all that its owner writes. */
  readonly senderName?: string | null
}

export function describeMatter({ subject, text, senderName }: Described): Matter {
  const head = beginningOf(text)
  const body = foldText(head)
  const bodyEnd = signatureStart(body)
  const bodyTokens = tokensOf(body)
  const rawSubject = foldText((subject ?? '').slice(0, 500))
  const base = normaliseSubject(rawSubject)
  const baseTokens = tokensOf(base.text)

  const entities = [
    // Nobody signs in the subject: a number there is meant.
    ...findEntities(rawSubject, tokensOf(rawSubject), rawSubject.length).map(surer),
    ...findEntities(body, bodyTokens, bodyEnd),
  ]
  const tokens = [...baseTokens, ...tellingTokens(body, bodyTokens, { end: bodyEnd, names: namesOf(senderName, head) })]
  const { manners, telling } = readManner(tokens, body.includes('?') || rawSubject.includes('?'))
  return {
    entities: entityKeys(entities),
    subjects: base.text === '' ? [] : [base.text],
    words: stemsIn(telling),
    ...(base.isReply ? { isReply: true } : {}),
    ...(manners.length > 0 ? { manners } : {}),
  }
}

/** The issue's matter when a message has joined it. */
export function mergeMatter(issue: Partial<Matter>, message: Partial<Matter>): Matter {
  const said = new Set(message.words)
  const again = (issue.words ?? []).filter((word) => said.has(word))
  // "Any news?" is no name for an issue.
  const isNudge = message.manners?.includes('nudge')
  return {
    entities: bounded(union(issue.entities, message.entities), entityLimits),
    subjects: boundedSubjects(union(issue.subjects, isNudge ? [] : message.subjects)),
    words: bounded(union(again, issue.words, message.words), wordLimits),
  }
}

const surer = (entity: Entity): Entity => (entity.type === 'loose' ? { ...entity, type: 'number' } : entity)

function namesOf(senderName: string | null | undefined, head: string): Set<string> {
  const names = `${senderName ?? ''} ${head.length <= 600 ? nameInLastLine(head) : ''}`.trim()
  return new Set(names === '' ? [] : tokensOf(foldText(names.slice(0, 200))).map(({ word }) => word.text))
}

function tellingTokens(
  text: string,
  tokens: readonly Token[],
  { end, names }: { end: number; names: ReadonlySet<string> },
): readonly Token[] {
  const hasAddress = text.includes('@')
  if (end === text.length && names.size === 0 && !hasAddress) return tokens
  return tokens.filter(
    (token) => token.start < end && !names.has(token.word.text) && !(hasAddress && isInAddress(text, token)),
  )
}

// Mail addresses belong to people; the words in them are names.
function isInAddress(text: string, { start, end }: Token): boolean {
  if (text[end] === '@' || text[start - 1] === '@') return true
  return text[end] === '.' && /^\.[\w.-]{1,64}@/.test(text.slice(end, end + 66))
}

function entityKeys(entities: readonly Entity[]): string[] {
  const typeByValue = new Map<string, string>()
  for (const { type, value } of entities) {
    const known = typeByValue.get(value)
    const saysMore = known === 'loose' || (known === 'number' && type !== 'loose')
    if (known === undefined || saysMore) typeByValue.set(value, type)
  }
  const keys = [...typeByValue].map(([value, type]) => `${type}:${value}`)
  keys.sort((a, b) => Number(a.startsWith('loose:')) - Number(b.startsWith('loose:')))
  return bounded(keys, entityLimits)
}

function stemsIn(tokens: readonly Token[]): string[] {
  const stems = new Set<string>()
  for (const { word } of tokens) {
    for (const stem of word.stems) stems.add(stem)
    if (stems.size >= wordLimits.count) break
  }
  return bounded([...stems], wordLimits)
}

/** The first name stays; of the later ones, the newest. */
function boundedSubjects(subjects: readonly string[]): string[] {
  const { count } = subjectLimits
  return bounded(subjects.length > count ? [subjects[0]!, ...subjects.slice(1 - count)] : subjects, subjectLimits)
}

function union(...lists: (readonly string[] | undefined)[]): string[] {
  const items = new Set<string>()
  for (const list of lists) for (const item of list ?? []) items.add(item)
  return [...items]
}
