import { useState } from 'preact/hooks'
import { useWords } from './context.ts'
import { partsOf } from '../text/parts.ts'

const foldedLength = 1500

/** What somebody wrote, with links that lead out and cannot reach back. Long texts are folded. */
export function Text({ text }: { text: string }) {
  const w = useWords()
  const [isWhole, setWhole] = useState(false)
  const isFolded = !isWhole && text.length > foldedLength + 500
  return (
    <>
      <p class="text" dir="auto">
        {partsOf(isFolded ? text.slice(0, foldedLength) : text).map((part, place) =>
          part.href === undefined ? (
            part.text
          ) : (
            <a key={place} href={part.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
              {part.text}
            </a>
          ),
        )}
        {isFolded && '…'}
      </p>
      {isFolded && (
        <button type="button" class="more" onClick={() => setWhole(true)}>
          {w.showAll}
        </button>
      )}
    </>
  )
}
