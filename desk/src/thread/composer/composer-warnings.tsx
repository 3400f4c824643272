import { w } from '../../words/words.ts'
import type { Sending } from './sending/use-sending.ts'
import { reasonOf } from './to/chosen-address.ts'
import type { Writing } from './use-writing.ts'
import { LeftOpen } from './warnings/left-open.tsx'
import { SaidSinceWarning } from './warnings/said-since-warning.tsx'
import { Warning } from './warnings/warning.tsx'
import { WrittenElsewhere } from './warnings/written-elsewhere.tsx'

/** What the writer should know before sending. */
export function ComposerWarnings({ writing, sending }: { writing: Writing; sending: Sending }) {
  const { draft, isNote, address, elsewhere, decide } = writing
  const { since, leftOpen, sendAnyway, send } = sending
  const hasFilesLeft = !isNote && address?.capabilities.attachments === false && draft.attachments.length > 0
  return (
    <>
      {!isNote && <SaidSinceWarning since={since} draft={draft} onSend={() => send(false)} />}
      {elsewhere && <WrittenElsewhere draft={elsewhere} onDecide={decide} />}
      {!isNote && address?.reasonCode === 'kept' && <Warning>{reasonOf(address)}</Warning>}
      {hasFilesLeft && <Warning>{w.composer.filesNotTaken}</Warning>}
      {leftOpen.length > 0 && <LeftOpen names={leftOpen} onSendAnyway={sendAnyway} />}
    </>
  )
}
