import { createEntry, recallEntry, sendEntryAgain, takeBackEntry } from '@throughline/protocol/timeline/writing.ts'
import { listReachableAddresses, type Copies } from '@throughline/protocol/timeline/addresses.ts'
import { getQuotable } from '@throughline/protocol/timeline/quotable.ts'
import { findRecipient as findRecipientContract } from '@throughline/protocol/timeline/recipients.ts'
import { blockedMailAddresses, refuseUnlessCanCustomer, threadOf } from '../../people/customers/customers.ts'
import { can, handle, type HttpServer } from '../../platform/http/http.ts'
import { issueFacts } from '../../work/issues/issues.ts'
import {
  appendedEntry,
  entryOnThread,
  refuseHiddenEntry,
  type EntrySources,
  entrySubjects,
  lastMailOf,
} from '../../record/timeline/timeline.ts'
import { withoutMail } from './consent.ts'
import { addressesOf } from './reach.ts'
import { copiesOf } from './copies.ts'
import { findRecipient } from './find-recipient.ts'
import { sendAgain } from './send-again.ts'
import { previewQuotes } from './preview-quotes.ts'
import { recallMessage } from './recall.ts'
import type { OutboundDeps } from './deps.ts'
import { writeMessage } from './write-message.ts'
import { writeNote } from './write-note.ts'

const maxEntryBytes = 4 * 1024 * 1024

export function outboundRoutes(app: HttpServer, deps: OutboundDeps & { sources: EntrySources }): void {
  const { db, sources } = deps

  handle(
    app,
    createEntry,
    async ({ params, body, caller, reply }) => {
      const customerId = params.id
      const written =
        body.kind === 'note'
          ? await writeNote(deps, { customerId, note: body, by: caller })
          : await writeMessage(deps, { customerId, message: body, by: caller })
      if (!written.isNew) {
        // It may have been moved out of their sight since they wrote it.
        await refuseHiddenEntry(db, issueFacts, { caller, action: 'thread.read', entryId: written.entryId })
        reply.code(200)
      }
      const appended = deps.justAppended.of(written.entryId)
      return appended ? appendedEntry(db, sources, appended) : entryOnThread(db, sources, written.entryId)
    },
    { maxBytes: maxEntryBytes },
  )

  handle(app, findRecipientContract, ({ body, caller }) => findRecipient(deps, { email: body.email, by: caller }))

  for (const contract of [recallEntry, takeBackEntry]) {
    handle(app, contract, async ({ params, caller }) => {
      await recallMessage(deps, { entryId: params.id, by: caller })
      return entryOnThread(db, sources, params.id)
    })
  }

  handle(app, sendEntryAgain, async ({ params, caller }) => {
    await sendAgain(deps, { entryId: params.id, by: caller })
    return entryOnThread(db, sources, params.id)
  })

  handle(app, getQuotable, async ({ params, query, caller }) => {
    await refuseUnlessCanCustomer(db, caller, 'thread.read', params.id)
    return previewQuotes(deps, { customerId: params.id, ...query, by: caller })
  })

  handle(app, listReachableAddresses, async ({ params, query, caller }) => {
    await refuseUnlessCanCustomer(db, caller, 'thread.read', params.id)
    const { memberIds } = await threadOf(db, params.id)
    const [items, last] = await Promise.all([
      addressesOf(db, deps, memberIds),
      query.issueId === undefined ? undefined : lastMailOf(db, query.issueId),
    ])
    if (last?.content.type !== 'email' || !memberIds.includes(last.customer_id)) return { items, copies: null }
    const subjectOf = await entrySubjects(db, issueFacts, caller, [last])
    if (!can(caller, 'thread.read', subjectOf(last))) return { items, copies: null }
    return { items, copies: await withoutBlocked(copiesOf(last.content, await deps.whoIsUs.now())) }
  })

  /** Addresses that are blocked or want no mail are not offered as a copy. */
  async function withoutBlocked({ cc, isSet, replyTo = [] }: Copies): Promise<Copies> {
    const addresses = [...cc, ...replyTo].map(({ address }) => address)
    const [blocked, unwanted] = await Promise.all([blockedMailAddresses(db, addresses), withoutMail(db, addresses)])
    const isOffered = ({ address }: { address: string }) => !blocked.has(address) && !unwanted.has(address)
    const offered = replyTo.filter(isOffered)
    const kept = cc.filter(isOffered)
    return { cc: kept, isSet, ...(offered.length > 0 ? { replyTo: offered } : {}) }
  }
}
