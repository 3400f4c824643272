import type { Tag } from '@throughline/protocol/tags/tags.ts'

/** More than anybody reads; who looks for another types on. */
export const mostShown = 50

/** What fits best first: the name as it was typed, its beginning, the beginning of a word in it, anything in it. */
export function findTags<T extends Pick<Tag, 'name'>>(tags: readonly T[], typed: string): T[] {
  const wanted = fold(typed).trim()
  if (wanted === '') return tags.slice(0, mostShown)
  return tags
    .map((tag) => ({ tag, score: scoreOf(fold(tag.name), wanted) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, mostShown)
    .map(({ tag }) => tag)
}

function scoreOf(name: string, wanted: string): number {
  if (name === wanted) return 4
  if (name.startsWith(wanted)) return 3
  const at = name.indexOf(wanted)
  if (at === -1) return 0
  return /[\p{L}\p{N}]/u.test(name.charAt(at - 1)) ? 1 : 2
}

/** Accents are not what somebody types for, though they tell two tags apart. */
const fold = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
