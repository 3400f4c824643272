import { Anchor, Button } from '@mantine/core'
import { showEntry } from '../../../data/thread/show-entry.ts'
import { clockTime } from '../../../words/times.ts'
import { w } from '../../../words/words.ts'
import { isEmptyReply, type Draft } from '../draft/draft.ts'
import type { SinceBegun } from './use-said-since.ts'
import { Warning } from './warning.tsx'

export interface SaidSinceWarningProps {
  since: SinceBegun
  draft: Draft
  onSend: () => void
}

/** That somebody else has answered, or the customer has written, since this reply was begun. */
export function SaidSinceWarning({ since, draft, onSend }: SaidSinceWarningProps) {
  if (isEmptyReply(draft)) return null
  const answer = since.answers.at(-1)
  const word = since.words.at(-1)
  if (answer) {
    return (
      <Warning
        action={
          <>
            <Anchor component="button" type="button" fz={12} onClick={() => showEntry(answer.id)}>
              {w.composer.showAnswer}
            </Anchor>
            {since.isHeld && (
              <Button
                size="compact-xs"
                onClick={() => {
                  since.accept()
                  onSend()
                }}
              >
                {w.composer.sendAnyway}
              </Button>
            )}
          </>
        }
      >
        {since.isHeld
          ? w.composer.answeredHeld(answer.author.name, clockTime(answer.recordedAt))
          : w.composer.answeredSince(answer.author.name, clockTime(answer.recordedAt))}
      </Warning>
    )
  }
  if (!word) return null
  return (
    <Warning
      action={
        <Anchor component="button" type="button" fz={12} onClick={() => showEntry(word.id)}>
          {w.composer.showAnswer}
        </Anchor>
      }
    >
      {w.composer.wroteSince(word.author.name, since.words.length)}
    </Warning>
  )
}
