import { Fragment } from 'react'
import { linkedParts } from './linked-parts.ts'
import classes from './linked-text.module.css'

/** Plain text in which web addresses can be followed. They open apart, and are told nothing of where they were. */
export function LinkedText({ text }: { text: string }) {
  return (
    <span className={classes.text} dir="auto">
      {linkedParts(text).map((part, index) => (
        // The parts of one text never change places.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={index}>
          {part.isLink ? (
            <a href={part.text} target="_blank" rel="noopener noreferrer nofollow">
              {part.text}
            </a>
          ) : (
            part.text
          )}
        </Fragment>
      ))}
    </span>
  )
}
