import { foldText } from './fold.ts'
import { courtesies, greetings } from './lexicon/courtesies.ts'
import { beginningOf, signatureStart } from './own-words.ts'
import { tokensOf } from './tokens.ts'

/**
 * Says nothing but what is said to everybody: a greeting, thanks, an apology, that somebody is looking into it, whether
 * there is anything else. One word or number beyond that, or a language without a list here, and it is not. Pure.
 */
export function isSmallTalk(text: string): boolean {
  const folded = foldText(beginningOf(text))
  const body = folded.slice(0, signatureStart(folded)).replace(greeting, '')
  return tokensOf(body).every(({ word }) => !word.isUnspaced && !word.hasDigit && isCourtesy(word))
}

function isCourtesy({ text, isStop }: { text: string; isStop: boolean }): boolean {
  return isStop || text.length === 1 || courtesies.has(text)
}

// With the name after it: "Dear Ms Brandt," or "Hi Olga!".
const greeting = new RegExp(`^\\s*(?:${greetings.join('|')})(?![\\p{L}\\p{N}])[^,.!?\\n]{0,40}(?:[,.!?\\n]|$)`, 'u')
