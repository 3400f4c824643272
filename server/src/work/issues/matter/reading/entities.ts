import { entityTypeByPrefix, unspacedLabels, type EntityType } from './lexicon/entity-labels.ts'
import { isNoiseNumber, isPhoneLike } from './numbers.ts'
import type { Token } from './tokens.ts'

/** `number` stood behind a sign (#12345); `loose` merely looks like a reference. */
export type FoundType = Exclude<EntityType, 'own'> | 'number' | 'loose'

export interface Entity {
  readonly type: FoundType
  readonly value: string
}

/**
 * The numbers by which a text names orders, invoices, parcels and the like. What counts is the word before the
 * number, else its own shape. Not dates, prices, phone numbers, nor numbers that name the customer.
 * Behind `looseEnd` (the signature) only labelled numbers count.
 */
export function findEntities(text: string, tokens: readonly Token[], looseEnd: number): Entity[] {
  const found: Entity[] = []
  let label: { type: EntityType; age: number } | null = null
  let announcedAt = -10
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!
    const { word } = token
    if (!word.hasDigit) {
      if (word.isAnnouncing) announcedAt = i
      const type = word.isUnspaced ? unspacedLabel(word.text) : word.label
      if (type) {
        label = { type, age: 0 }
        if (word.isUnspaced) announcedAt = i
      } else if (label) {
        const keepsLabel: boolean = (word.isAnnouncing || word.isLinking) && label.age < 4
        label = keepsLabel ? { type: label.type, age: label.age + 1 } : null
      }
      continue
    }
    const hasSign = isNumberSign(text, token.start)
    const isAnnounced = hasSign || i - announcedAt <= 3
    if (isNoiseNumber(text, tokens, i, isAnnounced && label !== null)) continue
    const prefixed = withoutPrefix(word.text)
    if (label === null || (prefixed && prefixed.type !== label.type)) {
      const entity = byShape(word.text) ?? unlabelled(text, tokens, i, { hasSign, isAnnounced, looseEnd })
      if (entity) found.push(entity)
    } else if (label.type === 'own') {
      label = null
    } else if (isLongEnough(word.text, isAnnounced)) {
      const { last, number } = label.type === 'tracking' ? groupFrom(text, tokens, i) : { last: i, number: word.text }
      found.push({ type: label.type, value: valueOf(withoutPrefix(number)?.number ?? number) })
      // More may follow: "orders 4711 and 4712".
      label = { type: label.type, age: 0 }
      i = last
    }
  }
  return found
}

/** Letters and digits only, so that `4711-AB`, `4711/AB` and `4711ab` are one. */
const valueOf = (number: string): string =>
  number
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
    .slice(0, 32)
    .toWellFormed()

function byShape(text: string): Entity | undefined {
  if (/^[a-z]{2}\d{9}[a-z]{2}$|^1z[a-z0-9]{16}$/.test(text)) return { type: 'tracking', value: valueOf(text) }
  if (/^\d{3}-\d{7}-\d{7}$/.test(text)) return { type: 'order', value: valueOf(text) }
  const prefixed = withoutPrefix(text)
  return prefixed && digitsIn(prefixed.number) >= 3
    ? { type: prefixed.type, value: valueOf(prefixed.number) }
    : undefined
}

/** `INV-2026-001` is invoice 2026-001, whether or not the word stands before it. */
function withoutPrefix(text: string): { type: Exclude<EntityType, 'own'>; number: string } | undefined {
  const [, letters, number] = /^([a-z]{2,7})[-_/]?(\d[\da-z\-_/.]*)$/.exec(text) ?? []
  const type = letters === undefined ? undefined : entityTypeByPrefix.get(letters)
  return type === undefined ? undefined : { type, number: number! }
}

function unlabelled(
  text: string,
  tokens: readonly Token[],
  i: number,
  { hasSign, isAnnounced, looseEnd }: { hasSign: boolean; isAnnounced: boolean; looseEnd: number },
): Entity | undefined {
  const token = tokens[i]!
  const digits = digitsIn(token.word.text)
  if (isPhoneLike(text, tokens, i)) return undefined
  if ((hasSign && digits >= 3) || (isAnnounced && digits >= 4))
    return { type: 'number', value: valueOf(token.word.text) }
  if (token.start >= looseEnd) return undefined
  const isBare = digits === token.word.text.length
  const isPostcode = /^[a-z]{1,2}-\d{4,5}$/.test(token.word.text)
  const isCompactDate = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])$/.test(token.word.text)
  if (isPostcode || isCompactDate || (isBare ? digits < 7 : digits < 5)) return undefined
  return { type: 'loose', value: valueOf(token.word.text) }
}

/** "2" may be a quantity; "42" counts when it was announced ("order no. 42"), "4711" and "A4711" as they are. */
function isLongEnough(number: string, isAnnounced: boolean): boolean {
  const digits = digitsIn(number)
  return isAnnounced ? digits >= 2 : digits >= 4 || (digits >= 2 && number.length >= 5 && digits < number.length)
}

/** Tracking numbers are often written in groups: `00 3404 3484 …`. */
function groupFrom(text: string, tokens: readonly Token[], first: number): { last: number; number: string } {
  let last = first
  let number = tokens[first]!.word.text
  for (let next = first + 1; next < tokens.length && number.length < 30; next++) {
    const { start, word } = tokens[next]!
    if (!word.hasDigit || start - tokens[last]!.end !== 1 || text[start - 1] !== ' ') break
    number += word.text
    last = next
  }
  return { last, number }
}

function isNumberSign(text: string, start: number): boolean {
  const at = text[start - 1] === ' ' ? start - 2 : start - 1
  return text[at] === '#' || text[at] === '№' || text[at] === '＃'
}

const unspacedLabel = (run: string): EntityType | undefined => unspacedLabels.find(([label]) => label.test(run))?.[1]
const digitsIn = (text: string): number => text.replace(/\D/g, '').length
