import { Anchor } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { IconArrowBackUp } from '../../look/icons.ts'
import { useMe } from '../../data/me/use-me.ts'
import { w } from '../../words/words.ts'
import { writeAgain } from '../composer/sending/use-recall.ts'
import classes from './delivery-mark.module.css'

export function TakenBackMark({ entry }: { entry: Entry }) {
  const queryClient = useQueryClient()
  const meId = useMe().id
  return (
    <p className={classes.line}>
      <IconArrowBackUp size={14} stroke={2} aria-hidden />
      {entry.content.type === 'email' && entry.content.forward ? w.forward.wasUndone : w.outgoing.wasTakenBack}
      {entry.author.id === meId && (
        <Anchor component="button" type="button" fz={12} onClick={() => writeAgain(queryClient, meId, entry)}>
          {w.outgoing.writeAgain}
        </Anchor>
      )}
    </p>
  )
}
