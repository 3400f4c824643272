import { smsWords } from '@throughline/protocol/sms/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import type { InboundEvent, InboundReceiptEvent } from '../../../contract.ts'
import { failureOf } from './failures.ts'
import { cut, field, type Fields } from './fields.ts'

/**
 * A report about a message of ours, called by its SID. They come late, twice and in any order; each status of a message is
 * one event. `url` is the one that `send` gave, which names the entry.
 */
export function receiptOf(sid: string, status: string, { fields, url }: { fields: Fields; url: string }): InboundEvent {
  const known = status.toLowerCase()
  const providerId = `${sid} ${cut(known, 40)}`
  const what = stateOf(known, cut(field(fields, 'ErrorCode'), 20))
  if (what === null) {
    const said = smsWords.unknown_status({ status: cut(status, 40) })
    return { type: 'aside', providerId, kind: 'unknown-status', ...said }
  }
  const { wording, state, addressIsDead = false, code = null } = what
  // A message by SMS has one recipient, so that the report need not say whom it is about.
  const about = { about: sid, recipient: null, ...entryIn(url) }
  return { type: 'receipt', providerId, ...about, state, ...wording, addressIsDead, code }
}

interface What {
  state: InboundReceiptEvent['state']
  wording: Wording
  addressIsDead?: boolean
  code?: string
}

function stateOf(status: string, code: string): What | null {
  switch (status) {
    case 'delivered':
      return { state: 'delivered', wording: smsWords.arrived() }
    case 'read':
      return { state: 'read', wording: smsWords.was_read() }
    case 'undelivered':
    case 'failed':
      return { state: 'failed', ...failureOf(code), code: code || status }
    case 'canceled':
      return { state: 'failed', wording: smsWords.canceled(), code: status }
    case 'accepted':
    case 'scheduled':
    case 'queued':
    case 'sending':
    case 'sent':
      return { state: 'sent', wording: smsWords.was_handed_on() }
    default:
      return null
  }
}

function entryIn(url: string): { entryId?: string } {
  const entryId = URL.canParse(url) ? new URL(url).searchParams.get('entry') : null
  return entryId !== null && /^[0-9a-f-]{36}$/.test(entryId) ? { entryId } : {}
}
