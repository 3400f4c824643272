const morningHour = 9

export interface SnoozeTime {
  name: 'laterToday' | 'tomorrow' | 'monday' | 'week'
  at: Date
}

/** The usual times to be reminded, each in the local morning; those that fall together are one. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const inThreeHours = new Date(now.getTime() + 3 * 60 * 60 * 1000)
  inThreeHours.setMinutes(0, 0, 0)
  const daysToMonday = (8 - now.getDay()) % 7 || 7
  const times: SnoozeTime[] = [
    { name: 'laterToday', at: inThreeHours },
    { name: 'tomorrow', at: morning(now, 1) },
    { name: 'monday', at: morning(now, daysToMonday) },
    { name: 'week', at: morning(now, 7) },
  ]
  return times.filter((time, index) => times.findIndex((one) => one.at.getTime() === time.at.getTime()) === index)
}

function morning(now: Date, daysAhead: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + daysAhead, morningHour)
}
