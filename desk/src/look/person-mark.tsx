import { useState } from 'react'
import classes from './person-mark.module.css'

export interface PersonMarkProps {
  name: string | null
  size?: number
  /** Shown instead of the initials, as long as it can be loaded. */
  photoUrl?: string | null | undefined
}

/** A photo, or initials in a quiet disc. A person without a name has a dot. */
export function PersonMark({ name, size = 28, photoUrl = null }: PersonMarkProps) {
  const [broken, setBroken] = useState<string | null>(null)
  if (photoUrl !== null && photoUrl !== broken) {
    const style = { width: size, height: size }
    // The name is written beside it.
    return <img className={classes.photo} style={style} src={photoUrl} alt="" onError={() => setBroken(photoUrl)} />
  }
  return (
    <span
      className={classes.root}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.38) }}
      // Drawn, not written: a screen reader reads the name beside it, once.
      data-initials={initialsOf(name)}
      aria-hidden
    />
  )
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** One letter of the first and of the last word; a whole grapheme, so that emoji and accents stay whole. */
function initialsOf(name: string | null): string {
  const words = (name ?? '').split(/[\s.@_-]+/u).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => (word ? [...segmenter.segment(word)][0]?.segment : ''))
    .join('')
  return letters.toUpperCase() || '·'
}
