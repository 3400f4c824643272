import { otherTopicPairs, otherTopicStarts } from './lexicon/manner-words.ts'
import { nudgePhrases } from './lexicon/nudge-phrases.ts'
import type { Token } from './tokens.ts'
import type { Word } from './words.ts'

/**
 * How a message stands to what was said before.
 * `nudge` says nothing but that an answer is due, or assents, or thanks. `chase` does so and names the matter in a
 * few words. `other` says itself that it is about something else. `continues` speaks of an earlier message.
 */
export type Manner = 'nudge' | 'chase' | 'other' | 'continues'

export interface Read {
  readonly manners: readonly Manner[]
  /** Without those that only chase, assent, or name the request itself, when that is what the message does. */
  readonly telling: readonly Token[]
}

/** `asks`: there is a question mark. */
export function readManner(tokens: readonly Token[], asks: boolean): Read {
  const manners: Manner[] = []
  if (hasPair(tokens, opensAnother)) manners.push('other')
  if (hasPair(tokens, refersBack)) manners.push('continues')
  if (tokens.length > longestNudge) return { manners, telling: tokens }
  const { isChasing, rest } = withoutPhrases(tokens)
  const telling = rest.filter(({ word }) => !isMannerWord(word))
  const named = new Set(telling.filter(({ word }) => word.text.length > 2 && !word.isStop).map(({ word }) => word))
  const nudging = named.size === 0 ? (isChasing || isNudge(tokens, asks)) && 'nudge' : isChasing && 'chase'
  if (!nudging || named.size > 6) return { manners, telling: tokens }
  return { manners: [...manners, nudging], telling }
}

const longestNudge = 60

function isMannerWord({ manner }: Word): boolean {
  return manner.nudge || manner.assent || manner.talk || manner.request
}

/** For tokens of which none names a matter. */
function isNudge(tokens: readonly Token[], asks: boolean): boolean {
  if (tokens.some(({ word }) => word.manner.nudge || word.manner.assent)) return true
  // "Hello?", "ok", "??": too little to be about anything.
  if (asks && tokens.length <= 6 && !tokens.some(({ word }) => word.manner.request)) return true
  return tokens.length > 0 && tokens.length <= 3 && tokens.every(({ word }) => word.text.length <= 2)
}

function withoutPhrases(tokens: readonly Token[]): { isChasing: boolean; rest: readonly Token[] } {
  const starts: number[] = []
  let text = ' '
  for (const { word } of tokens) {
    starts.push(text.length)
    text += `${word.text} `
  }
  const spans = [...text.matchAll(nudgePhrase)].map(({ index, 0: phrase }) => [index, index + phrase.length] as const)
  if (spans.length === 0) return { isChasing: false, rest: tokens }
  return {
    isChasing: true,
    rest: tokens.filter((_, i) => !spans.some(([start, end]) => starts[i]! >= start && starts[i]! < end)),
  }
}

function opensAnother(first: Word, second: Word): boolean {
  if (first.manner.other && (second.manner.request || second.manner.purchase)) return true
  return otherTopicStarts.has(first.text) && otherTopicPairs.has(`${first.text}_${second.text}`)
}

function refersBack(first: Word, second: Word): boolean {
  return (first.manner.earlier && second.manner.talk) || (first.manner.talk && second.manner.earlier)
}

// People say so at the beginning.
function hasPair(tokens: readonly Token[], isPair: (first: Word, second: Word) => boolean): boolean {
  const count = Math.min(tokens.length, 80)
  for (let i = 1; i < count; i++) {
    if (isPair(tokens[i - 1]!.word, tokens[i]!.word)) return true
  }
  return false
}

const nudgePhrase = new RegExp(`(?<= )(?:${nudgePhrases.join('|')})(?= )`, 'g')
