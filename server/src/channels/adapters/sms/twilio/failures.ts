import { smsWords } from '@throughline/protocol/sms/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'

export interface Failure {
  wording: Wording
  /** The number will take no SMS again, whatever is sent: not one that is off, blocked or in the wrong hands of a filter. */
  addressIsDead: boolean
}

/** They wrote STOP to this number of ours, which Twilio remembers. */
export const optedOutCode = '21610'

/** Why a message was not delivered, by Twilio's error code: https://www.twilio.com/docs/api/errors */
const sayByCode: Readonly<Record<string, () => Wording>> = {
  '21211': smsWords.no_mobile_number,
  '21217': smsWords.no_mobile_number,
  '21408': smsWords.region_not_allowed,
  '21608': smsWords.trial_account,
  [optedOutCode]: smsWords.opted_out,
  '21612': smsWords.not_reachable_from,
  '21614': smsWords.no_mobile_number,
  '21617': smsWords.too_long,
  '21635': smsWords.landline,
  '30001': smsWords.queue_full,
  '30002': smsWords.account_suspended,
  '30003': smsWords.handset_unreachable,
  '30004': smsWords.message_blocked,
  '30005': smsWords.unknown_destination,
  '30006': smsWords.landline,
  '30007': smsWords.filtered,
  '30008': smsWords.unknown_reason,
  '30009': smsWords.parts_missing,
  '30010': smsWords.too_expensive,
  '30022': smsWords.daily_limit,
  '30023': smsWords.daily_limit,
  '30024': smsWords.not_registered,
  '30032': smsWords.not_registered,
  '30034': smsWords.not_registered,
  '30036': smsWords.too_late,
}

const deadCodes = new Set(['21211', '21217', '21614', '21635', '30005', '30006'])

export function failureOf(code: string): Failure {
  return { wording: wordingOf(code), addressIsDead: deadCodes.has(code) }
}

/** Whether the code says something that this program has words for. */
export const isKnownCode = (code: string): boolean => Object.hasOwn(sayByCode, code)

function wordingOf(code: string): Wording {
  const say = isKnownCode(code) ? sayByCode[code] : undefined
  if (say) return say()
  return code === '' ? smsWords.failed() : smsWords.failed_with({ code })
}
