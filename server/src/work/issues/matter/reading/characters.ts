export const separator = 1
export const letter = 2
export const digit = 3
/** Of a script that puts no blanks between words. */
export const unspaced = 4

/** The kind of a UTF-16 unit. What lies beyond the first plane (emoji, rare signs) separates. */
export function kindOf(code: number): number {
  const known = kindByCode[code]!
  return known === unseen ? learn(code) : known
}

const unseen = 0
// Only caches what the regular expressions say of each character.
const kindByCode = new Uint8Array(0x10000)

function learn(code: number): number {
  const character = String.fromCharCode(code)
  const kind = unspacedScripts.test(character)
    ? unspaced
    : /\p{Nd}/u.test(character)
      ? digit
      : /[\p{L}\p{M}\p{N}]/u.test(character)
        ? letter
        : separator
  kindByCode[code] = kind
  return kind
}

const unspacedScripts =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u
