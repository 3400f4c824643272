import { useState } from 'preact/hooks'

/** Who it is: their photo, or two letters. */
export function Face({ name, photoUrl }: { name: string; photoUrl?: string | undefined }) {
  const [broken, setBroken] = useState<string | null>(null)
  if (photoUrl !== undefined && photoUrl !== broken) {
    return <img class="face photo" src={photoUrl} alt="" onError={() => setBroken(photoUrl)} />
  }
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
