import { useQueryClient } from '@tanstack/react-query'
import type { NewEntry, ReachableAddress } from '@throughline/protocol/entries.ts'
import type { Issue } from '@throughline/protocol/issues.ts'
import { keys } from '../api/keys.ts'
import { useIssueActions } from '../issue/use-issue-actions.ts'
import { useMe } from '../shell/use-me.ts'
import { useSend } from '../thread/outgoing/use-send.ts'
import type { Draft } from './draft.ts'

export interface Sending {
  entry: NewEntry & { echoId: string }
  draft: Draft
  address: ReachableAddress | null
  /** Closed once the message is on the thread; never when it could not be sent. */
  closes: Issue | null
}

export function useSendDraft(customerId: string): (sending: Sending) => void {
  const queryClient = useQueryClient()
  const send = useSend()
  const me = useMe()
  const { close } = useIssueActions()
  return ({ entry, draft, address, closes }) => {
    const isMessage = entry.kind === 'message'
    const run = async () => {
      const sent = await send({
        echoId: entry.echoId,
        authorId: me.id,
        customerId,
        entry,
        attachments: isMessage ? draft.attachments : [],
        to: isMessage && address ? { channelKind: address.channel.kind, value: address.identity.value } : null,
        writtenAt: new Date().toISOString(),
        state: 'sending',
      })
      if (!sent) return
      if (closes) close(closes)
      // The first message to a customer opens an issue.
      if (entry.issueId === undefined) void queryClient.invalidateQueries({ queryKey: keys.customer(customerId) })
    }
    void run()
  }
}
