import { useMutation } from '@tanstack/react-query'
import { ConfirmDialog } from '../../look/confirm-dialog.tsx'
import { tell, tellProblem } from '../../look/tell.tsx'
import { w } from '../../words/words.ts'

export interface RemoveDialogProps {
  title: string
  more: string
  submit: string
  remove: () => Promise<unknown>
  /** Shows the page without it. */
  onRemoved: () => Promise<unknown>
  /** What is said once it is gone. */
  removed: string
  onClose: () => void
}

/** Asks before something is removed, and says afterwards whether it was. */
export function RemoveDialog({ title, more, submit, remove, onRemoved, removed, onClose }: RemoveDialogProps) {
  const removing = useMutation({
    mutationFn: remove,
    onSuccess: async () => {
      await onRemoved()
      tell(removed)
      // What opened this went with the row: the keyboard goes on in the page rather than at its very top.
      document.getElementById('content')?.focus()
    },
    onError: tellProblem,
    onSettled: onClose,
  })
  return (
    <ConfirmDialog
      title={title}
      more={more}
      submit={submit}
      cancel={w.common.cancel}
      isBusy={removing.isPending}
      onConfirm={() => removing.mutate()}
      onClose={onClose}
    />
  )
}
