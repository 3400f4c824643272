import { useQueryClient } from '@tanstack/react-query'
import {
  cancelScheduledReply,
  rescheduleReply,
  scheduleReply,
  sendScheduledReply,
  type ScheduledReply,
} from '@throughline/protocol/channels/scheduled.ts'
import type { NewEntry } from '@throughline/protocol/timeline/writing.ts'
import { useState } from 'react'
import { useMe } from '../../../data/me/use-me.ts'
import { keys } from '../../../data/query-keys.ts'
import { tell, tellProblem } from '../../../look/tell.tsx'
import { call } from '../../../session/call.ts'
import { nearTime } from '../../../words/times.ts'
import { w } from '../../../words/words.ts'
import { readDraft, type Draft } from '../draft/draft.ts'
import { writeDraftAgain } from '../draft/write-draft-again.ts'

type Message = Extract<NewEntry, { kind: 'message' }>

/** Replies that wait for their time: made, moved, sent now, taken back to be edited, cancelled. */
export function useScheduling(customerId: string) {
  const queryClient = useQueryClient()
  const meId = useMe().id
  const [isBusy, setIsBusy] = useState(false)
  const showAnew = () => queryClient.invalidateQueries({ queryKey: keys.scheduled(customerId) })
  const run = async (work: () => Promise<void>): Promise<boolean> => {
    setIsBusy(true)
    try {
      await work()
      return true
    } catch (error) {
      tellProblem(error)
      return false
    } finally {
      await showAnew()
      setIsBusy(false)
    }
  }
  const takeBack = async ({ id }: Pick<ScheduledReply, 'id'>): Promise<Draft | null> => {
    const { draft } = await call(cancelScheduledReply, { params: { id } })
    return draft && readDraft(draft)
  }
  const edit = (reply: Pick<ScheduledReply, 'id'>) =>
    void run(async () => {
      const draft = await takeBack(reply)
      if (draft) writeDraftAgain(queryClient, { meId, customerId }, draft)
    })
  return {
    isBusy,
    /** True once it waits on the server; till then the draft stays. */
    schedule: (message: Message, draft: Draft, { at, onlyIfUnanswered }: { at: Date; onlyIfUnanswered: boolean }) =>
      run(async () => {
        const { echoId = crypto.randomUUID(), holdSeconds: _none, ...rest } = message
        const { issueId, channelId, identityId } = rest
        if (!issueId || !channelId || !identityId) return
        const body = {
          message: { ...rest, issueId, channelId, identityId },
          sendAt: at.toISOString(),
          onlyIfUnanswered,
          draft: { ...draft },
          echoId,
        }
        const reply = await call(scheduleReply, { params: { id: customerId }, body })
        tell(w.later.done(nearTime(reply.sendAt, Date.now())), () => edit(reply))
      }),
    edit,
    sendNow: ({ id }: ScheduledReply) =>
      void run(async () => void (await call(sendScheduledReply, { params: { id } }))),
    move: ({ id }: ScheduledReply, at: Date) =>
      void run(async () => {
        const { sendAt } = await call(rescheduleReply, { params: { id }, body: { sendAt: at.toISOString() } })
        tell(w.later.moved(nearTime(sendAt, Date.now())))
      }),
    cancel: (reply: ScheduledReply) =>
      void run(async () => {
        const draft = await takeBack(reply)
        const undo = draft ? () => writeDraftAgain(queryClient, { meId, customerId }, draft) : undefined
        tell(w.later.cancelled, undo)
      }),
  }
}
