import type { Mention } from '@throughline/protocol/timeline/content/note.ts'

/** Those of the picked people whose name still stands in the text: a name that was deleted tells nobody anything. */
export function stillNamed(text: string, picked: readonly Mention[]): Mention[] {
  const byId = new Map(picked.map((mention) => [mention.id, mention]))
  return [...byId.values()].filter((mention) => text.includes(`@${mention.name}`))
}

/** A text cut where people are named in it. Together the parts are the whole text. */
export function namedParts(text: string, mentions: readonly Mention[]): { text: string; isName: boolean }[] {
  const names = mentions.map((mention) => `@${mention.name}`).toSorted((a, b) => b.length - a.length)
  if (names.length === 0) return [{ text, isName: false }]
  const pattern = new RegExp(`(${names.map(escapeForPattern).join('|')})`, 'u')
  return text
    .split(pattern)
    .map((part) => ({ text: part, isName: names.includes(part) }))
    .filter((part) => part.text !== '')
}

function escapeForPattern(name: string): string {
  return name.replaceAll(/[$()*+.?[\\\]^{|}/]/g, String.raw`\$&`)
}
