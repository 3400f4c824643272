/** When a schedule is due: every so often, this long after midnight UTC. Plain numbers, since all of ours are. */
export interface Times {
  everyMs: number
  afterMs?: number
}

/** The last time at or before `now` at which it was due. Pure, as `nextTime`. */
export function lastTime({ everyMs, afterMs = 0 }: Times, now: Date): Date {
  return new Date(Math.floor((now.getTime() - afterMs) / everyMs) * everyMs + afterMs)
}

/**
 * Whether a time is still to be done. One that lies far behind `doneFor` is: that was done while the clock was ahead. If it
 * is only the one before, it is not: a clock that is set back by a little would have it done twice. Pure.
 */
export function isDue({ everyMs }: Times, time: Date, doneFor: Date): boolean {
  return time > doneFor || doneFor.getTime() - time.getTime() > everyMs
}

export function nextTime(times: Times, now: Date): Date {
  return new Date(lastTime(times, now).getTime() + times.everyMs)
}
