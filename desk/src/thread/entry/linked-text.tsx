import { Fragment } from 'react'
import classes from './linked-text.module.css'

/** Plain text in which web addresses can be followed. They open apart, and are told nothing of where they were. */
export function LinkedText({ text }: { text: string }) {
  return (
    <span className={classes.text} dir="auto">
      {partsOf(text).map((part, index) => (
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

const webAddress = /\bhttps?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}]/g

function partsOf(text: string): { text: string; isLink: boolean }[] {
  const parts: { text: string; isLink: boolean }[] = []
  let from = 0
  for (const match of text.matchAll(webAddress)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), isLink: false })
    parts.push({ text: match[0], isLink: true })
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push({ text: text.slice(from), isLink: false })
  return parts
}
