import type { QueryClient } from '@tanstack/react-query'
import { updateIdentity } from '@throughline/protocol/customers/identities.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { getThread } from '@throughline/protocol/timeline/entries.ts'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'

/** Blocks the addresses that wrote on an issue, as far as its newest entries say; answers with the way back, null: none did. */
export async function blockSenders(
  queryClient: QueryClient,
  { id, customerId }: Issue,
): Promise<(() => Promise<void>) | null> {
  const { items } = await call(getThread, { params: { id: customerId }, query: { limit: 100 } })
  const wrote = items.filter((entry) => entry.issueId === id && entry.kind === 'message' && entry.direction === 'in')
  const identityIds = new Set(wrote.flatMap(({ identity }) => (identity ? [identity.id] : [])))
  const setAll = async (blocked: boolean): Promise<void> => {
    await Promise.all(
      [...identityIds].map((identityId) => call(updateIdentity, { params: { id: identityId }, body: { blocked } })),
    )
    await queryClient.invalidateQueries({ queryKey: keys.customer(customerId) })
  }
  if (identityIds.size === 0) return null
  await setAll(true)
  return () => setAll(false)
}
