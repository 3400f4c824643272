import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import type { ScheduledReply } from '@throughline/protocol/channels/scheduled.ts'
import type { Tag } from '@throughline/protocol/tags/tags.ts'
import type { Customer, CustomerRow } from '@throughline/protocol/customers/customers.ts'
import type { Player } from '../cast.ts'
import type { Api } from './api.ts'

/** What staff do with an issue or a person beside answering. */
export interface InboxVerbs {
  /** By the names of tags that exist. */
  tags(who: Player, ...names: string[]): Promise<void>
  marksAsSpam(who: Player): Promise<void>
  /** To the trash. */
  trashes(who: Player): Promise<void>
  follows(who: Player): Promise<void>
  /** Begins a reply and leaves it. */
  drafts(who: Player, text: string): Promise<void>
  /** A reply on the newest issue, by mail, that waits until then. */
  schedules(who: Player, text: string, sendAt: Date): Promise<void>
  /** On all channels. */
  blocks(who: Player, reason: string): Promise<void>
  /** One address of theirs. */
  blocksAddress(who: Player, reason: string): Promise<void>
}

interface Finding {
  customerOf: (who: Player) => Promise<CustomerRow>
  /** The one that moved last. */
  issueOf: (who: Player) => Promise<Issue>
}

export function openInbox(own: Api, { customerOf, issueOf }: Finding): InboxVerbs {
  return {
    async tags(who, ...names) {
      const { id } = await issueOf(who)
      const { items } = await own.call<{ items: Tag[] }>('GET', '/tags')
      const add = names.map((name) => items.find((tag) => tag.name === name)!.id)
      await own.call('POST', `/issues/${id}/tags`, { add })
    },
    marksAsSpam: async (who) => own.call('PUT', `/issues/${(await issueOf(who)).id}/spam`),
    trashes: async (who) => own.call('PUT', `/issues/${(await issueOf(who)).id}/trash`),
    follows: async (who) => own.call('PUT', `/issues/${(await issueOf(who)).id}/following`),
    async drafts(who, text) {
      const content = { mode: 'reply', ...asWritten(text) }
      await own.call('PUT', `/customers/${(await customerOf(who)).id}/draft`, { content })
    },
    async schedules(who, text, sendAt) {
      const { id: issueId, customerId } = await issueOf(who)
      const by = await mailTo(own, { customerId, issueId })
      const content = asWritten(text)
      await own.call<ScheduledReply>('POST', `/customers/${customerId}/scheduled-replies`, {
        message: { kind: 'message', content, issueId, ...by },
        sendAt: sendAt.toISOString(),
        draft: { mode: 'reply', ...content },
        echoId: `story-later-${issueId}`,
      })
    },
    blocks: async (who, reason) => own.call('PUT', `/customers/${(await customerOf(who)).id}/block`, { reason }),
    async blocksAddress(who, reason) {
      const { identities } = await own.call<Customer>('GET', `/customers/${(await customerOf(who)).id}`)
      await own.call('PATCH', `/identities/${identities[0]!.id}`, { blocked: true, reason })
    },
  }
}

/** By which channel and to which address a mail reaches them. */
export async function mailTo(
  own: Api,
  { customerId, issueId }: { customerId: string; issueId?: string },
): Promise<{ channelId: string; identityId: string }> {
  const { items } = await own.call<{ items: ReachableAddress[] }>(
    'GET',
    `/customers/${customerId}/addresses${issueId === undefined ? '' : `?issueId=${issueId}`}`,
  )
  const by = items.find(({ channel, usable }) => usable && channel.kind === 'email')
  if (!by) throw new Error(`No mail reaches the customer ${customerId}.`)
  return { channelId: by.channel.id, identityId: by.identity.id }
}

/** As the desk's editor keeps it. */
function asWritten(text: string): { text: string; html: string } {
  const paragraphs = text.split('\n\n').map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>`)
  return { text, html: paragraphs.join('') }
}
