import type { Notification } from '@throughline/protocol/notifications/notifications.ts'
import { clockTime } from '../../words/times.ts'
import { w } from '../../words/words.ts'

/** What happened, in a sentence; whose thread or account it is stands above it. */
export function sentenceFor({ kind, by, count, notice }: Notification): string {
  if (kind !== 'account_attacked' && kind !== 'sign_in_attacked' && kind !== 'channel_flooded') {
    return w.notifications.sentences[kind](by?.name ?? w.notifications.somebody, count)
  }
  const words = w.notifications.attacks[kind]
  if (!notice) return words.title
  return words.sentence({ ...notice, since: clockTime(notice.since) })
}

/** Whom or what it is about. */
export function subjectOf({ kind, customerName, notice }: Notification): string {
  if (kind === 'account_attacked' || kind === 'channel_flooded') return w.notifications.attacks[kind].title
  if (kind === 'sign_in_attacked') return notice?.name ?? w.notifications.attacks.sign_in_attacked.title
  return customerName ?? w.common.unnamed
}
