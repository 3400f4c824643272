import { smsWords } from '@throughline/protocol/sms/words.ts'
import {
  ChannelError,
  type ChannelContext,
  type InboundEvent,
  type InboundMessageEvent,
  type ProviderRequest,
  type SenderAddress,
} from '../../../contract.ts'
import { keywordOf, type Keyword } from '../keywords.ts'
import { isPhoneNumber, type TwilioSettings } from '../settings.ts'
import { cut, field, fieldsOf, type Fields } from './fields.ts'
import { mediaOf } from './media.ts'
import { receiptOf } from './receipt.ts'

/**
 * A message (https://www.twilio.com/docs/messaging/guides/webhook-request) or a report about one of ours
 * (https://www.twilio.com/docs/messaging/guides/track-outbound-message-status): one in each request.
 */
export function receive(request: ProviderRequest, { channel }: ChannelContext<TwilioSettings>): InboundEvent[] {
  const fields = fieldsOf(request)
  const sid = field(fields, 'MessageSid') || field(fields, 'SmsSid')
  if (!/^[A-Za-z0-9]{2,64}$/.test(sid)) throw unreadable()
  const status = field(fields, 'MessageStatus') || field(fields, 'SmsStatus')
  if (status !== '' && status !== 'received' && status !== 'receiving')
    return [receiptOf(sid, status, { fields, url: request.url })]
  return [messageOf(sid, fields, channel.settings)]
}

function messageOf(sid: string, fields: Fields, { from: own }: TwilioSettings): InboundEvent {
  const from = field(fields, 'From').trim()
  if (from === '' || !fields.has('Body')) throw unreadable()
  if (/^[a-z]+:/i.test(from)) {
    return {
      type: 'aside',
      providerId: sid,
      kind: 'other-service',
      ...smsWords.other_service({ from: cut(from, 100) }),
    }
  }
  if (from === own || from === field(fields, 'To').trim()) {
    return { type: 'aside', providerId: sid, kind: 'own-number', ...smsWords.own_number({ number: cut(from, 100) }) }
  }
  const text = field(fields, 'Body')
  const sender = senderOf(from)
  const media = mediaOf(fields)
  const keyword = media.length === 0 ? keywordIn(fields, text) : null
  if (keyword === 'stop' || keyword === 'start') {
    return {
      type: 'consent',
      providerId: sid,
      occurredAt: null,
      from: sender,
      purpose: 'service',
      isGiven: keyword === 'start',
      text,
    }
  }
  const again = keyword === 'yes' ? ({ startsAgain: true } as const) : {}
  return { ...plainMessage(sid, sender, text), ...again, ...(media.length > 0 ? { media } : {}) }
}

/** Twilio says what it took a message for where its advanced opt-out is on, which has words of the company's own. */
function keywordIn(fields: Fields, text: string): Keyword | null {
  const own = keywordOf(text)
  if (own === 'yes') return own
  const said = field(fields, 'OptOutType').toLowerCase()
  return said === 'stop' || said === 'start' || said === 'help' ? said : own
}

function senderOf(from: string): SenderAddress {
  return isPhoneNumber(from)
    ? { kind: 'phone', value: from, name: null, assurance: 'asserted', scope: 'everywhere' }
    : // A short code or a name: it is another one at each network, and cannot be answered.
      { kind: 'sms_sender', value: cut(from, 100), name: null, assurance: 'asserted', scope: 'channel' }
}

function plainMessage(sid: string, from: SenderAddress, text: string): InboundMessageEvent {
  return {
    type: 'message',
    providerId: sid,
    from,
    text,
    reference: null,
    quotes: [],
    replyToken: null,
    issueRef: null,
    subject: null,
    html: null,
    content: { type: 'text' },
    attachments: [],
    occurredAt: null,
    // Only machines have short codes and names.
    automatic: from.kind !== 'phone',
    opens: 'issue',
  }
}

const unreadable = (): ChannelError => new ChannelError('malformed', 'unreadable', smsWords.unreadable())
