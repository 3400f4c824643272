import { Anchor } from '@mantine/core'
import type { Entry } from '@throughline/protocol/entries.ts'
import { useMe } from '../../shell/use-me.ts'
import { w } from '../../words/words.ts'
import { useSendAgain } from '../outgoing/use-send-again.ts'

/** On a message that failed or waits for its next attempt. */
export function SendAgainButton({ entry, isWaiting }: { entry: Entry; isWaiting: boolean }) {
  const { send, isSending } = useSendAgain(entry)
  const mayWrite = useMe().permissions.includes('thread.write')
  if (!mayWrite) return null
  return (
    <Anchor component="button" type="button" fz={12} style={{ flex: 'none' }} disabled={isSending} onClick={send}>
      {isWaiting ? w.delivery.sendNow : w.delivery.sendAgain}
    </Anchor>
  )
}
