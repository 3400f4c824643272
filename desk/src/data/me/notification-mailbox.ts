import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import {
  askForMailboxProof,
  getNotificationMailbox,
  proveMailbox,
} from '@throughline/protocol/notifications/by-mail.ts'
import type { Preferences } from '@throughline/protocol/staff/preferences.ts'
import { tellProblem } from '../../look/tell.tsx'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'

/** Whether notifications can reach one by mail. */
export const mailboxQuery = queryOptions({
  queryKey: keys.notificationMailbox,
  queryFn: () => call(getNotificationMailbox, {}),
})

export function useAskForProof() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (language: NonNullable<Preferences['language']>) => call(askForMailboxProof, { body: { language } }),
    onSuccess: (mailbox) => queryClient.setQueryData(mailboxQuery.queryKey, mailbox),
    onError: tellProblem,
  })
}

export function useProveMailbox() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (token: string) => call(proveMailbox, { body: { token } }),
    onSuccess: (mailbox) => queryClient.setQueryData(mailboxQuery.queryKey, mailbox),
    onError: tellProblem,
  })
}
