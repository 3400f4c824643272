import { dayMs, minuteMs } from '../../src/lib/clock.ts'

/** A point of a story's time, said from where the story ends: now. */
export type StoryTime = (end: Date) => Date

/**
 * On an earlier day, by the shop's clock: `daysAgo(2, '09:12')`. Yesterday ends at 16:59, because the day of the story
 * itself begins seven hours before its end, whenever that is.
 */
export function daysAgo(days: number, time: string): StoryTime {
  const [hours, minutes] = time.split(':').map(Number)
  return (end) => {
    const midnight = Math.floor(end.getTime() / dayMs) * dayMs
    return new Date(midnight - days * dayMs + ((hours ?? 0) * 60 + (minutes ?? 0)) * minuteMs)
  }
}

/** On the day of the story itself: at most 420. */
export function minutesAgo(minutes: number): StoryTime {
  return (end) => new Date(end.getTime() - minutes * minuteMs)
}

/** When the people of the shop got their accounts: what is older was never unread for them. */
export const joined: StoryTime = daysAgo(42, '08:00')
