import { useMutation } from '@tanstack/react-query'
import { recordConsent } from '@throughline/protocol/consents/consents.ts'
import type { Identity } from '@throughline/protocol/customers/identity.ts'
import { useCustomerChange } from '../../../data/customers/use-customer-change.ts'
import { ReasonDialog } from '../../../look/reason-dialog.tsx'
import { sentenceOf, tell } from '../../../look/tell.tsx'
import { call } from '../../../session/call.ts'
import { w } from '../../../words/words.ts'
import type { ConsentChoice } from './consent-choices.ts'

export interface ConsentDialogProps {
  identity: Identity
  customerId: string
  choice: ConsentChoice
  onClose: () => void
}

/** Records what a customer said by another way than by a word of their own. */
export function ConsentDialog({ identity, customerId, choice, onClose }: ConsentDialogProps) {
  const change = useCustomerChange(customerId)
  const { purpose, isGiven, name } = choice
  const recording = useMutation({
    mutationFn: (reason: string) =>
      call(recordConsent, { params: { id: customerId }, body: { identityId: identity.id, purpose, isGiven, reason } }),
    onSuccess: async () => {
      await change.changed()
      tell(w.who.consentRecorded(identity.value))
      onClose()
    },
  })
  return (
    <ReasonDialog
      title={w.who.consentTitle}
      problem={recording.error && sentenceOf(recording.error)}
      label={w.who.consentReason}
      placeholder={w.who.consentPlaceholder}
      submit={w.who.recordConsent}
      isBusy={recording.isPending}
      onSubmit={(reason) => recording.mutate(reason)}
      onClose={onClose}
    >
      <p style={{ margin: 0, overflowWrap: 'anywhere' }}>
        <strong>
          <bdi>{identity.value}</bdi>
        </strong>
        <br />
        {w.who.consentMore[name]}
      </p>
    </ReasonDialog>
  )
}
