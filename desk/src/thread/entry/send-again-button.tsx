import { Anchor } from '@mantine/core'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useMe } from '../../data/me/use-me.ts'
import { w } from '../../words/words.ts'
import { useSendAgain } from '../../data/thread/use-send-again.ts'

export interface SendAgainButtonProps {
  entry: Entry
  isWaiting: boolean
  /** The button goes away when it is sent: the keyboard needs another place. */
  onSend: () => void
}

/** On a message that failed or waits for its next attempt. */
export function SendAgainButton({ entry, isWaiting, onSend }: SendAgainButtonProps) {
  const { send, isSending } = useSendAgain(entry)
  const mayWrite = useMe().permissions.includes('thread.write')
  if (!mayWrite) return null
  const sendNow = () => {
    onSend()
    send()
  }
  return (
    <Anchor component="button" type="button" fz={12} style={{ flex: 'none' }} disabled={isSending} onClick={sendNow}>
      {isWaiting ? w.delivery.sendNow : w.delivery.sendAgain}
    </Anchor>
  )
}
