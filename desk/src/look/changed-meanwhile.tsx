import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { w } from '../words/words.ts'
import classes from './changed-meanwhile.module.css'
import notice from './notice.module.css'

export interface ChangedMeanwhileProps {
  /** What is written there now, a line for each thing that is another. */
  theirs: readonly string[]
  onTakeTheirs: () => void
}

/** In a form that somebody else has saved meanwhile: what they wrote, before anything of it is overwritten. */
export function ChangedMeanwhile({ theirs, onTakeTheirs }: ChangedMeanwhileProps) {
  const box = useRef<HTMLDivElement>(null)
  // The button that saves is at the end of the form, which may be longer than the screen.
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={box} role="alert" className={`${notice.notice} ${classes.box}`}>
      <strong>{w.meanwhile.title}</strong>
      <p>{w.meanwhile.more}</p>
      <ul className={classes.theirs}>
        {theirs.map((line) => (
          <li key={line}>
            <bdi>{line}</bdi>
          </li>
        ))}
      </ul>
      <Button variant="default" onClick={onTakeTheirs}>
        {w.meanwhile.takeTheirs}
      </Button>
    </div>
  )
}
