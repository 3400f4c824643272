import { w } from '../../words/words.ts'
import classes from './typing-line.module.css'
import { useViewers } from './use-viewers.ts'

/** Right above the place to write: that somebody else is answering already. */
export function TypingLine({ customerId }: { customerId: string }) {
  const typing = useViewers(customerId).filter((viewer) => viewer.typing)
  return (
    <div className={classes.line} role="status">
      {typing.length > 0 && w.thread.typing(typing.map((viewer) => viewer.name))}
    </div>
  )
}
