import type { NotificationKind, Preferences } from '@throughline/protocol/staff/preferences.ts'
import { minuteMs } from '../../../lib/clock.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { cancelTimer, scheduleTimer, timerKind } from '../../../platform/timers/timers.ts'

/**
 * When notifications of one person about one issue are mailed, unless they were read. The key names both, and a turn: a
 * timer that puts itself off takes the other one, since a handler cannot move its own.
 */
export const mailIsDue = timerKind('notification.mail')

export interface MailKey {
  staffId: string
  issueId: string
  turn: 'first' | 'again'
}

export const keyOf = ({ staffId, issueId, turn }: MailKey): string => `${staffId} ${issueId} ${turn}`

export function readKey(key: string): MailKey {
  const [staffId, issueId, turn] = key.split(' ')
  return { staffId: staffId!, issueId: issueId!, turn: turn === 'again' ? 'again' : 'first' }
}

/** What comes within the wait goes along with the first, so a timer that is there already stays as it is. */
export async function scheduleMail(
  tx: Tx,
  { staffId, issueId, kind, now }: { staffId: string; issueId: string | null; kind: NotificationKind; now: Date },
  { mailNotifications: { when, afterMinutes, kinds } }: Pick<Preferences, 'mailNotifications'>,
): Promise<void> {
  if (issueId === null || when === 'off' || !kinds.some((wanted) => wanted === kind)) return
  const at = when === 'always' ? now : new Date(now.getTime() + afterMinutes * minuteMs)
  await scheduleTimer(tx, mailIsDue, { key: keyOf({ staffId, issueId, turn: 'first' }), at, unlessThere: true })
}

/** They have seen what the issue was about. */
export async function cancelMail(tx: Tx, about: Omit<MailKey, 'turn'>): Promise<void> {
  for (const turn of ['first', 'again'] as const) await cancelTimer(tx, mailIsDue, keyOf({ ...about, turn }))
}
