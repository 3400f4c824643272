import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { findRecipient } from '@throughline/protocol/timeline/recipients.ts'
import { useMe } from '../../data/me/use-me.ts'
import { addressesQuery } from '../../data/thread/addresses-query.ts'
import { tell } from '../../look/tell.tsx'
import { paths } from '../../paths.ts'
import { call } from '../../session/call.ts'
import { beginNew } from '../../thread/composer/draft/begin-new.ts'
import { addressKey } from '../../thread/composer/to/chosen-address.ts'
import { w } from '../../words/words.ts'
import type { Recipient } from './use-recipients.tsx'

/** Opens the thread of the chosen recipient, with a new conversation begun in the composer. */
export function useBegin(): (recipient: Recipient) => Promise<void> {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const meId = useMe().id
  return async ({ to }) => {
    const { customerId, address } =
      'email' in to ? await byAddress(to.email) : { ...to, address: addressKey(to.address) }
    const isBegun = await beginNew(queryClient, { meId, customerId }, address)
    await navigate({ to: paths.customerThread, params: { customerId } })
    if (!isBegun) tell(w.newMessage.replyBegun)
  }

  async function byAddress(email: string) {
    const { customerId, identityId, isNew } = await call(findRecipient, { body: { email } })
    if (isNew) void queryClient.invalidateQueries({ queryKey: ['customers'] })
    const { items } = await queryClient.fetchQuery(addressesQuery(customerId, null))
    const way = items.find(({ usable, identity }) => usable && identity.id === identityId)
    return { customerId, address: way ? addressKey(way) : null }
  }
}
