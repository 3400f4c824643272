/** Who it is, in two letters. */
export function Face({ name }: { name: string }) {
  return (
    <span class="face" aria-hidden="true">
      {initialsOf(name)}
    </span>
  )
}

function initialsOf(name: string): string {
  const words = name
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean)
    .slice(0, 2)
  return words.map((word) => String.fromCodePoint(word.codePointAt(0) ?? 32).toUpperCase()).join('')
}
