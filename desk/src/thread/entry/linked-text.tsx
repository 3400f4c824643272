import type { Mention } from '@throughline/protocol/timeline/content/note.ts'
import { Fragment } from 'react'
import { namedParts } from '../composer/suggest/mentions.ts'
import { linkedParts } from './linked-parts.ts'
import classes from './linked-text.module.css'

/** Plain text in which web addresses can be followed. They open in a tab of their own, without a referrer. */
export function LinkedText({ text, mentions }: { text: string; mentions?: Mention[] | undefined }) {
  return (
    <span className={classes.text}>
      {linkedParts(text).map((part, index) => (
        // The parts of one text never change places.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={index}>
          {part.isLink ? (
            <a href={part.text} target="_blank" rel="noopener noreferrer nofollow">
              {part.text}
            </a>
          ) : mentions ? (
            <Named text={part.text} mentions={mentions} />
          ) : (
            part.text
          )}
        </Fragment>
      ))}
    </span>
  )
}

function Named({ text, mentions }: { text: string; mentions: Mention[] }) {
  return namedParts(text, mentions).map((part, index) =>
    part.isName ? (
      // oxlint-disable-next-line react/no-array-index-key
      <b key={index} className={classes.name}>
        {part.text}
      </b>
    ) : (
      part.text
    ),
  )
}
