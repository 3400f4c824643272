import { Button } from '@mantine/core'
import { w } from '../../../words/words.ts'
import type { Draft } from '../draft/draft.ts'
import { Warning } from './warning.tsx'

const shownChars = 160

export interface WrittenElsewhereProps {
  draft: Draft
  onDecide: (takes: 'theirs' | 'ours') => void
}

/** The same person has written on this thread on another device: both are there until they choose. */
export function WrittenElsewhere({ draft, onDecide }: WrittenElsewhereProps) {
  const text = draft.text.trim() || draft.note.trim()
  const short = text.length > shownChars ? `${text.slice(0, shownChars)}…` : text
  return (
    <Warning
      action={
        <>
          <Button size="compact-xs" variant="default" onClick={() => onDecide('theirs')}>
            {w.composer.elsewhereTake}
          </Button>
          <Button size="compact-xs" onClick={() => onDecide('ours')}>
            {w.composer.elsewhereKeep}
          </Button>
        </>
      }
    >
      {w.composer.elsewhere(short)}
    </Warning>
  )
}
