import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { NewEntry } from '@throughline/protocol/timeline/writing.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { keys } from '../../../data/query-keys.ts'
import { useIssueActions } from '../../../data/issues/use-issue-actions.ts'
import { paths } from '../../../paths.ts'
import { useMe } from '../../../data/me/use-me.ts'
import { useSend } from '../../../data/thread/use-send.ts'
import { useRecall } from './use-recall.ts'
import type { Draft } from '../draft/draft.ts'
import { keepSentDraft } from './sent-drafts.ts'
import { tellHeld } from './tell-held.tsx'

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
  const takeBack = useRecall()
  const me = useMe()
  const { close } = useIssueActions()
  const router = useRouter()
  /** The issue that was opened comes into the light, unless one has gone elsewhere meanwhile. */
  const showIssueOf = ({ issueId }: Entry) => {
    const here = paths.customerThread.replace('$customerId', customerId)
    if (issueId === null || router.state.location.pathname !== here) return
    void router.navigate({ to: paths.customerThread, params: { customerId }, search: { issue: issueId } })
  }
  return ({ entry, draft, address, closes }) => {
    const isMessage = entry.kind === 'message'
    const run = async () => {
      if (isMessage) keepSentDraft(entry.echoId, { draft, closedIssueId: closes?.id ?? null })
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
      const { heldUntil, at } = sent.delivery ?? {}
      if (heldUntil && at) {
        tellHeld(sent.id, Date.parse(heldUntil) - Date.parse(at), closes !== null, () => void takeBack(sent))
      }
      if (closes) close(closes, heldUntil !== undefined)
      if (entry.kind === 'message' && entry.newIssue) showIssueOf(sent)
      // The first message to a customer opens an issue.
      if (entry.issueId === undefined) void queryClient.invalidateQueries({ queryKey: keys.customer(customerId) })
    }
    void run()
  }
}
