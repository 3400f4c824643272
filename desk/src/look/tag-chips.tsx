import type { TagBrief } from '@throughline/protocol/tags/tags.ts'
import { TagChip } from './tag-chip.tsx'
import classes from './tag-chips.module.css'

export interface TagChipsProps {
  tags: readonly TagBrief[]
  /** The others are a number. */
  most: number
  /** Of the list, and what the number stands for. */
  label: string
  more: (count: number) => string
}

export function TagChips({ tags, most, label, more }: TagChipsProps) {
  if (tags.length === 0) return null
  const others = tags.slice(most)
  return (
    <span className={classes.chips} role="group" aria-label={label}>
      {tags.slice(0, most).map((tag) => (
        <TagChip key={tag.id} tag={tag} />
      ))}
      {others.length > 0 && (
        <span
          className={classes.more}
          title={others.map(({ name }) => name).join(', ')}
          aria-label={more(others.length)}
        >
          +{others.length}
        </span>
      )}
    </span>
  )
}
