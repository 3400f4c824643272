import { whatsappWords } from '@throughline/protocol/whatsapp/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { hourMs, minuteMs, secondMs } from '../../../lib/clock.ts'
import { ChannelError, type ChannelErrorKind } from '../../contract.ts'

// Why WhatsApp did not take or deliver a message: in the answer to a call, or later as a status.
// https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes

export interface Refusal {
  kind: Extract<ChannelErrorKind, 'retryable' | 'permanent' | 'credentials'>
  wording: Wording
  retryAfterMs?: number
  /** No message leaves by this number, whomever it is for. */
  stopsAll?: boolean
}

export interface FailureSaid {
  /** Of Meta: `131047`. */
  code: string
  said: string
}

const w = whatsappWords
const lasting = (wording: Wording): Refusal => ({ kind: 'permanent', wording })
const passing = (wording: Wording, retryAfterMs: number, stopsAll = false): Refusal => {
  return { kind: 'retryable', wording, retryAfterMs, stopsAll }
}
const forAdmins = (wording: Wording): Refusal => ({ kind: 'credentials', wording })

const refusalByCode: Readonly<Record<string, (said: string) => Refusal>> = {
  '0': () => forAdmins(w.token_refused()),
  '190': () => forAdmins(w.token_refused()),
  '3': (said) => forAdmins(w.not_permitted({ said })),
  '10': (said) => forAdmins(w.not_permitted({ said })),
  '33': (said) => forAdmins(w.not_permitted({ said })),
  '368': (said) => forAdmins(w.not_permitted({ said })),
  '131005': (said) => forAdmins(w.not_permitted({ said })),
  '131031': (said) => forAdmins(w.not_permitted({ said })),
  '131042': () => forAdmins(w.payment()),
  '131045': () => forAdmins(w.not_registered()),
  '133010': () => forAdmins(w.not_registered()),
  '1': () => passing(w.unavailable(), 10 * secondMs),
  '2': () => passing(w.unavailable(), minuteMs, true),
  '131000': () => passing(w.unavailable(), 10 * secondMs),
  '131016': () => passing(w.unavailable(), minuteMs, true),
  '131057': () => passing(w.unavailable(), 5 * minuteMs, true),
  '133004': () => passing(w.unavailable(), minuteMs, true),
  // Calls of the app, messages of the account, messages a second of the number.
  '4': () => passing(w.too_fast(), minuteMs, true),
  '80007': () => passing(w.too_fast(), minuteMs, true),
  '130429': () => passing(w.too_fast(), 5 * secondMs),
  '131048': () => passing(w.spam_limit(), hourMs, true),
  // One message in six seconds to the same person, and 45 at once, which are then waited for.
  '131056': () => passing(w.too_fast_for_one(), 6 * secondMs),
  '131047': () => lasting(w.window_closed()),
  '131026': () => lasting(w.undeliverable()),
  '131049': () => lasting(w.held_back()),
  '130472': () => lasting(w.experiment()),
  '131050': () => lasting(w.marketing_stopped()),
  '131030': () => lasting(w.not_a_test_number()),
  '131062': () => lasting(w.needs_phone()),
}

/** What a refusal means, by its code; by `otherwise` for codes that are not known here. */
export function refusalOf({ code, said }: FailureSaid, otherwise: Refusal['kind'] = 'permanent'): Refusal {
  if (Object.hasOwn(refusalByCode, code)) return refusalByCode[code]!(said)
  const permission = /^2\d\d$/.test(code)
  return { kind: permission ? 'credentials' : otherwise, wording: w.failed({ code, said: said.slice(0, 1000) }) }
}

export function errorOf(failure: FailureSaid, refusal: Refusal): ChannelError {
  const { kind, wording, retryAfterMs, stopsAll } = refusal
  return new ChannelError(kind, failure.code, wording, {
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(stopsAll === undefined || kind === 'credentials' ? {} : { stopsAll }),
  })
}
