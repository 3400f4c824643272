import { kindOf, unspaced } from './characters.ts'
import { announcingWords, entityTypeByLabel, linkingWords, type EntityType } from './lexicon/entity-labels.ts'
import { genericWords } from './lexicon/generic-words.ts'
import * as manner from './lexicon/manner-words.ts'
import { moreStopWords } from './lexicon/more-stop-words.ts'
import { stopWords } from './lexicon/stop-words.ts'
import { stemOf } from './stem.ts'

/** All that is known of a word, so that each word of a text is looked up once. */
export interface Word {
  readonly text: string
  /** What counts for what a text is about: none for words that say nothing of it and for bare numbers, mostly one. */
  readonly stems: readonly string[]
  readonly hasDigit: boolean
  /** Of a script that puts no blanks between words. */
  readonly isUnspaced: boolean
  /** Half of all mails to a support address say it. */
  readonly isGeneric: boolean
  readonly isStop: boolean
  /** A number after it is of this type. */
  readonly label: EntityType | null
  /** May stand between a label and its number; an announcing one says that a number comes. */
  readonly isAnnouncing: boolean
  readonly isLinking: boolean
  readonly manner: Readonly<Record<MannerClass, boolean>>
}

type MannerClass = 'nudge' | 'assent' | 'other' | 'request' | 'purchase' | 'earlier' | 'talk'

export function wordOf(text: string): Word {
  const known = wordByText.get(text)
  if (known) return known
  const word = describe(text)
  // A cache only: emptied when strange texts have filled it.
  if (wordByText.size >= 20_000) wordByText.clear()
  if (text.length <= 30) wordByText.set(text, word)
  return word
}

/** The word that stands there, found without cutting it out. `hash` is any number made of its characters. */
export function wordAt(text: string, start: number, end: number, hash: number): Word {
  const slot = hash & (slots - 1)
  const word = wordBySlot[slot]
  if (word !== undefined && word.text.length === end - start && text.startsWith(word.text, start)) return word
  return (wordBySlot[slot] = wordOf(text.slice(start, end)))
}

/** Stems come from `wordOf`; after a round through the database they are strings again. */
export const isGenericStem = (stem: string): boolean => genericStems.has(stem)

function describe(text: string): Word {
  const isUnspaced = kindOf(text.charCodeAt(0)) === unspaced
  const hasDigit = /\p{Nd}/u.test(text)
  const known = hasDigit || isUnspaced ? plain : (listed.get(text) ?? plain)
  const stems = known.isStop ? [] : isUnspaced ? pairsIn(text) : stemIn(text)
  const isGeneric = known.label !== null || stems.some((stem) => genericStems.has(stem))
  return { ...known, text, stems, hasDigit, isUnspaced, isGeneric }
}

function stemIn(text: string): string[] {
  if (text.length < 3 || text.length > 30 || !/\p{L}/u.test(text)) return []
  const digits = text.replace(/\P{Nd}/gu, '').length
  // Letters with a few digits are the names of things (x200); with many, a reference.
  return digits === 0 ? [stemOf(text)] : digits <= 4 ? [text] : []
}

/** Where no blanks are put, pairs of characters stand for words. */
function pairsIn(run: string): string[] {
  const pairs: string[] = []
  for (let i = 0; i + 1 < run.length && pairs.length < 60; i++) {
    const pair = run.slice(i, i + 2)
    // Two hiragana are mostly grammar.
    if (!/^[\u3040-\u309f]{2}$/.test(pair)) pairs.push(pair)
  }
  return pairs
}

type Listed = Pick<Word, 'isStop' | 'label' | 'isAnnouncing' | 'isLinking' | 'manner'>

// The word lists, turned inside out.
function listWords(): Map<string, Listed> {
  const lists = [stopWords, moreStopWords, announcingWords, linkingWords, ...Object.values(manner)]
  const all = new Set([...entityTypeByLabel.keys(), ...lists.flatMap((list) => [...list])])
  return new Map(
    [...all].map((word) => {
      const label = entityTypeByLabel.get(word) ?? null
      const isAnnouncing = announcingWords.has(word)
      return [
        word,
        {
          isStop: stopWords.has(word) || moreStopWords.has(word) || isAnnouncing,
          label,
          isAnnouncing,
          isLinking: linkingWords.has(word),
          manner: mannerWhere((list) => list.has(word)),
        },
      ]
    }),
  )
}

function mannerWhere(isIn: (list: ReadonlySet<string>) => boolean): Word['manner'] {
  return {
    nudge: isIn(manner.nudgeWords),
    assent: isIn(manner.assentWords),
    other: isIn(manner.otherWords),
    request: isIn(manner.requestWords),
    purchase: isIn(manner.purchaseWords),
    earlier: isIn(manner.earlierWords),
    talk: isIn(manner.talkWords),
  }
}

const plain: Listed = {
  isStop: false,
  label: null,
  isAnnouncing: false,
  isLinking: false,
  manner: mannerWhere(() => false),
}
const listed = listWords()
const genericStems = new Set([...genericWords].map(stemOf))

const wordByText = new Map<string, Word>()
const slots = 16_384
const wordBySlot: (Word | undefined)[] = Array.from({ length: slots }, () => undefined)
