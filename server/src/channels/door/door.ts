import { channelWords } from '@throughline/protocol/channels/words.ts'
import { AppError } from '../../lib/errors.ts'
import { writeHealth } from '../configuring/channel-store.ts'
import { ChannelError, type ProviderRequest, type WebhookAnswer } from '../contract.ts'
import type { InboundDeps } from '../inbound/deps.ts'
import { takeIn } from '../inbound/inbound.ts'

const taken: WebhookAnswer = { status: 200, type: 'text/plain', body: '' }

/**
 * One request of a provider to the address of a channel. Resolves with the answer only when everything in it is committed,
 * or kept aside where it cannot be read: a provider that hears "no" for that would come again for days. Rejects with
 * `forbidden` for what the provider has not signed, of which nothing is kept, and otherwise for reasons that pass.
 */
export async function answerProvider(
  deps: InboundDeps,
  channelId: string,
  request: ProviderRequest,
): Promise<WebhookAnswer> {
  const channel = await deps.store.byId(channelId)
  const { webhook } = channel.adapter
  if (webhook === undefined) throw new AppError('not_found', channelWords.no_such_channel())
  // The provider comes again, perhaps when it is switched on.
  if (!channel.enabled) throw new AppError('unavailable', channelWords.channel_off({ channel: channel.name }))
  const context = deps.contextOf(channel)
  const handshake = await signed(() => webhook.handshake?.(request, context) ?? null)
  if (!handshake) await signed(() => webhook.verify(request, context))
  if (channel.health === null) await noteFirstCall(deps, channel.id)
  if (handshake) return handshake
  await takeIn(deps, channel, request)
  return webhook.answer?.(request, context) ?? taken
}

/** From now on the channel is known to be reached. */
async function noteFirstCall({ db, store, clock }: InboundDeps, channelId: string): Promise<void> {
  await writeHealth(db, channelId, { state: 'ok', ...channelWords.is_called() }, clock.now())
  store.refresh()
}

async function signed<Result>(check: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await check()
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error
    throw new AppError('forbidden', channelWords.not_signed(), { internal: { code: error.code }, cause: error })
  }
}
