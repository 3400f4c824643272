import { w } from '../words/words.ts'
import { IconAlertTriangle } from './icons.ts'
import classes from './suspect-mark.module.css'

/** Amber, beside the name: what they say of themselves is not verified, and verified of somebody else. */
export function SuspectMark({ isSpelledOut = false }: { isSpelledOut?: boolean }) {
  return (
    <span className={classes.mark} title={w.suggestions.suspectMark}>
      <IconAlertTriangle
        size={14}
        stroke={2}
        {...(isSpelledOut ? { 'aria-hidden': true } : { role: 'img', 'aria-label': w.suggestions.suspect })}
      />
      {isSpelledOut && <span className={classes.words}>{w.suggestions.suspect}</span>}
    </span>
  )
}
