/**
 * What happens by the clock: every minute, every night. One node follows each schedule, under its lease; another goes on
 * within seconds when that is gone.
 *
 * Owns `schedules`: how far each has been done. A time is done once over all nodes, also when the holder changes in between.
 * One that was missed, because no node ran, is done when a node is back; of several that were missed the last one. A node
 * that is killed in the middle has the time done again by another, so tasks may be done again. The clock is the database's,
 * in UTC.
 *
 * Refuses to know what is done (`run/schedules.ts` names it), and what happens once at its time: that is a timer.
 */
export { followSchedules, type Schedule } from './follow.ts'
export { measureSchedules, scheduleStates } from './measures.ts'
