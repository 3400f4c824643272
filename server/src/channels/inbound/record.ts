import { channelWords } from '@throughline/protocol/channels/words.ts'
import { because } from '../../lib/errors.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { InboundEvent, InboundOtherEvent } from '../contract.ts'
import { applyAbout } from './apply-about.ts'
import { applyReceipt } from './apply-receipt.ts'
import { applySeen, showTyping } from './apply-seen.ts'
import type { InboundDeps } from './deps.ts'
import { recordConsentEvent } from './record-consent.ts'
import { isTransient } from './is-transient.ts'
import { previewOfEvent } from './preview.ts'
import { recordEcho } from './record-echo.ts'
import { recordMessage } from './record-message.ts'
import { setAside, type Source } from './set-aside.ts'
import { startAgain } from './start-again.ts'

/** One event of a request, by its type. Rejects only for reasons that pass; what fails for others is kept. */
export async function record(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: InboundEvent,
  source: Source,
): Promise<void> {
  try {
    const again = event.type === 'message' ? await startAgain(deps, channel, event) : null
    if (again !== null) await recordConsentEvent(deps, channel, again, source)
    else if (event.type === 'message') await recordMessage(deps, channel, event, source)
    else await recordOther(deps, channel, event, source)
  } catch (error) {
    if (isTransient(error)) throw error
    deps.logger.error({ err: error, channel: channel.id }, 'a message could not be recorded and was kept raw')
    await setAside(deps, channel, {
      providerId: event.providerId,
      kind: event.type,
      ...because(error, { alone: channelWords.not_recorded, quoting: channelWords.not_recorded_because }),
      state: 'failed',
      source,
      preview: previewOfEvent(event),
    })
  }
}

/** Whatever is no message. */
export function recordOther(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: Exclude<InboundEvent, { type: 'message' }>,
  source: Source,
): Promise<void> {
  switch (event.type) {
    case 'receipt':
      return applyReceipt(deps, channel, event, source)
    case 'aside':
      return setAside(deps, channel, { ...event, state: 'set_aside', source })
    case 'reaction':
    case 'edit':
    case 'deletion':
      return applyAbout(deps, channel, event, source)
    case 'echo':
      return recordEcho(deps, channel, event, source)
    case 'seen':
      return applySeen(deps, channel, event, source)
    case 'consent':
      return recordConsentEvent(deps, channel, event, source)
    case 'typing':
      return showTyping(deps, channel, event)
    default:
      return setAsideUnused(deps, channel, event, source)
  }
}

/** Understood, and there is nothing here yet that it changes. */
function setAsideUnused(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  { providerId, type: kind }: InboundOtherEvent,
  source: Source,
): Promise<void> {
  return setAside(deps, channel, {
    providerId,
    kind,
    state: 'set_aside',
    source,
    ...channelWords.unused_event({ kind }),
  })
}
