import type { TagBrief } from '@throughline/protocol/tags/tags.ts'
import classes from './tag-chip.module.css'

/** A dot of its colour and its name: the colour says nothing that the name does not. */
export function TagChip({ tag }: { tag: Pick<TagBrief, 'name' | 'colour'> }) {
  return (
    <span className={classes.chip} title={tag.name}>
      <TagDot colour={tag.colour} />
      <bdi className={classes.name}>{tag.name}</bdi>
    </span>
  )
}

export function TagDot({ colour }: Pick<TagBrief, 'colour'>) {
  return <span className={classes.dot} data-colour={colour} aria-hidden />
}
