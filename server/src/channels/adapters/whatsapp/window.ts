import { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import { dayMs } from '../../../lib/clock.ts'
import type { HeardFrom, Reachability } from '../../contract.ts'

/**
 * The customer service window: what is no template leaves within 24 hours of the customer’s last message.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages#customer-service-windows
 */
export function reachability({ lastHeardAt, now }: HeardFrom): Reachability {
  if (lastHeardAt === null) return { state: 'template-only', until: null, why: whatsappWords.never_wrote() }
  const until = new Date(lastHeardAt.getTime() + dayMs)
  if (now < until) return { state: 'open', until, why: whatsappWords.window_open() }
  return { state: 'template-only', until: null, why: whatsappWords.window_closed() }
}
