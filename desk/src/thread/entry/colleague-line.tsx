import { Anchor } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ColleagueMail, Entry } from '@throughline/protocol/timeline/entry.ts'
import { confirmColleagueMail } from '@throughline/protocol/timeline/writing.ts'
import { IconAlertTriangle, IconCheck } from '../../look/icons.ts'
import { tellProblem } from '../../look/tell.tsx'
import { threadQuery } from '../../data/thread/thread-query.ts'
import { withEntry } from '../../data/thread/thread-state.ts'
import { useMe } from '../../data/me/use-me.ts'
import { call } from '../../session/call.ts'
import { w } from '../../words/words.ts'
import classes from './delivery-mark.module.css'

/** On a mail in a colleague's name: that nobody knows whether it is theirs, until somebody says so. */
export function ColleagueLine({ entry, mail }: { entry: Entry; mail: ColleagueMail }) {
  const queryClient = useQueryClient()
  const mayWrite = useMe().permissions.includes('thread.write')
  const { mutate, isPending } = useMutation({
    mutationFn: () => call(confirmColleagueMail, { params: { id: entry.id }, body: {} }),
    onSuccess: (confirmed) => {
      queryClient.setQueryData(
        threadQuery(confirmed.customerId).queryKey,
        (state) => state && withEntry(state, confirmed, state.streamCursor),
      )
    },
    onError: tellProblem,
  })
  if (mail.state === 'confirmed') {
    return (
      <p className={classes.line}>
        <IconCheck size={14} stroke={2} aria-hidden />
        <span>{w.colleagueMail.confirmed(mail.answers)}</span>
      </p>
    )
  }
  return (
    <p className={classes.line} data-state="waiting">
      <IconAlertTriangle size={14} stroke={2} aria-hidden />
      <span>{w.colleagueMail.waiting(mail.address)}</span>
      {mayWrite && (
        <Anchor component="button" type="button" fz={12} disabled={isPending} onClick={() => mutate()}>
          {w.colleagueMail.confirm}
        </Anchor>
      )}
    </p>
  )
}
