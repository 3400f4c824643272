import { VisuallyHidden } from '@mantine/core'
import type { Reaction } from '@throughline/protocol/timeline/entry.ts'
import { fullTime } from '../../words/times.ts'
import { w } from '../../words/words.ts'
import classes from './reactions.module.css'

/** What customers put on a message: each emoji once, with how many did so where it is more than one, and who. */
export function Reactions({ reactions }: { reactions: readonly Reaction[] }) {
  const byEmoji = Map.groupBy(reactions, ({ emoji }) => emoji)
  return (
    <ul className={classes.reactions} aria-label={w.entry.reactions}>
      {Array.from(byEmoji, ([emoji, of]) => (
        <li key={emoji} title={of.map(({ by, at }) => `${by.name}, ${fullTime(at)}`).join('\n')}>
          <bdi>{emoji}</bdi>
          {of.length > 1 && <span>{of.length}</span>}
          <VisuallyHidden>{of.map(({ by }) => by.name).join(', ')}</VisuallyHidden>
        </li>
      ))}
    </ul>
  )
}
