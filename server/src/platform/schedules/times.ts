/** When a schedule is due: every so often, this long after midnight UTC. Plain numbers, since all of ours are. */
export interface Times {
  everyMs: number
  afterMs?: number
}

/** The last time at or before `now` at which it was due. Pure, as `nextTime`. */
export function lastTime({ everyMs, afterMs = 0 }: Times, now: Date): Date {
  return new Date(Math.floor((now.getTime() - afterMs) / everyMs) * everyMs + afterMs)
}

export function nextTime(times: Times, now: Date): Date {
  return new Date(lastTime(times, now).getTime() + times.everyMs)
}
