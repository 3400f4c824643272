import { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import { z } from 'zod'
import type { AddressRules } from '../../../../lib/safe-address.ts'
import { ChannelError, type ChannelContext, type OutboundMessage, type SendReceipt } from '../../../contract.ts'
import { userIdKind } from '../receiving/person.ts'
import type { WhatsAppSettings } from '../settings.ts'
import { callGraph } from './graph.ts'
import { partsOf, type Part } from './parts.ts'
import { rememberParts } from './sent-parts.ts'
import { uploadFile } from './upload-file.ts'

/**
 * One message of ours → one or more of WhatsApp, which carries one file in each. WhatsApp cannot tell repeats apart: what has
 * left of a message in several parts is remembered, and is not sent again. Its name is that of the last part.
 */
export async function sendMessage(
  rules: AddressRules,
  message: OutboundMessage,
  context: ChannelContext<WhatsAppSettings>,
): Promise<SendReceipt> {
  const parts = partsOf(message)
  if (parts.length === 0) throw new ChannelError('permanent', 'empty', whatsappWords.empty())
  const sent = await rememberParts(context, message.idempotencyKey, parts.length)
  for (const part of parts.slice(sent.ids.length)) {
    const isLast = part === parts.at(-1)
    await sent.add(await sendPart(rules, context.channel.settings, { message, part, isLast }))
  }
  return { providerId: sent.ids.at(-1)!, state: 'sent' }
}

const Answer = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) })

async function sendPart(
  rules: AddressRules,
  settings: WhatsAppSettings,
  { message, part, isLast }: { message: OutboundMessage; part: Part; isLast: boolean },
): Promise<string> {
  const body = {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...recipientOf(message),
    // Comes back with every status. When the last part has left, all have.
    ...(isLast ? { biz_opaque_callback_data: message.idempotencyKey } : {}),
    ...(await contentOf(rules, settings, part)),
  }
  const path = `${settings.phoneNumberId}/messages`
  const answer = await callGraph(rules, settings, path, { method: 'POST', body: JSON.stringify(body) })
  const { data } = Answer.safeParse(answer)
  // It may have left: tried again, the customer might get it twice.
  if (!data) throw new ChannelError('permanent', 'odd_answer', whatsappWords.odd_answer())
  return data.messages[0]!.id
}

/** An id of a person is never a number: WhatsApp wants it in a field of its own. */
function recipientOf({ to }: OutboundMessage): { recipient: string } | { to: string } {
  return to.kind === userIdKind ? { recipient: to.value } : { to: to.value }
}

async function contentOf(
  rules: AddressRules,
  settings: WhatsAppSettings,
  part: Part,
): Promise<Record<string, unknown>> {
  if (part.type === 'text') return { type: 'text', text: { preview_url: false, body: part.text } }
  const { type, file, caption } = part
  const id = await uploadFile(rules, settings, file)
  const media = {
    id,
    ...(caption === '' ? {} : { caption }),
    ...(type === 'document' ? { filename: file.name } : {}),
  }
  return { type, [type]: media }
}
