/** A set from words that are separated by white space: lower case, without accents, as `foldText` writes them. */
export function wordSet(...texts: string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.split(/\s+/).filter(Boolean)))
}
