/**
 * "At this time, do this once, unless it is cancelled or moved": snoozes that end, mails about what was not seen.
 *
 * Owns `timers`. A timer is scheduled, moved and cancelled in the caller's transaction, under the name of its kind and a
 * key, so nobody keeps an id. When it is due, one of the nodes runs its handler in a transaction that also deletes it:
 * what the handler writes is written once. What fails is tried again and then set aside (`firing.ts`). The clock is the
 * database's.
 *
 * Refuses to know what handlers do (`run/timers.ts` names them), and to repeat: what happens by the clock again and again
 * is a schedule.
 */
export { failedTimers } from './listing.ts'
export { startFiring, type Firing } from './firing.ts'
export { measureTimers, readTimerTroubles } from './measures.ts'
export { cancelTimer, scheduleTimer } from './schedule.ts'
export { firing, timerKind, type FiredTimer, type TimerHandler } from './timer-kind.ts'
