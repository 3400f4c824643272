import { variablesIn } from '@throughline/protocol/saved-replies/variables.ts'
import classes from './reply-preview.module.css'

/** A filled reply as it will stand in the text; what is not known stands out. */
export function ReplyPreview({ text }: { text: string }) {
  const open = new Set(variablesIn(text))
  const parts = text.split(/(\{\{\s*[^{}]{1,120}?\s*\}\})/)
  return (
    <span dir="auto">
      {parts.map((part, index) => {
        const isOpen = part.startsWith('{{') && open.has(part.slice(2, -2).trim())
        if (!isOpen) return part
        return (
          // The parts of one text never change places.
          // oxlint-disable-next-line react/no-array-index-key
          <mark key={index} className={classes.open}>
            {part}
          </mark>
        )
      })}
    </span>
  )
}
