const hourMs = 60 * 60 * 1000

const morningHour = 9

export interface SendTime {
  name: 'inAnHour' | 'tomorrow' | 'monday'
  at: Date
}

/** The usual times to send later, soonest first, in the zone of who writes; those that fall together are one. */
export function sendTimes(now: Date): SendTime[] {
  const daysToMonday = (8 - now.getDay()) % 7 || 7
  const times: SendTime[] = [
    { name: 'inAnHour', at: new Date(now.getTime() + hourMs) },
    { name: 'tomorrow', at: morning(now, 1) },
    { name: 'monday', at: morning(now, daysToMonday) },
  ]
  return times.filter((time, index) => times.findIndex((one) => one.at.getTime() === time.at.getTime()) === index)
}

function morning(now: Date, daysAhead: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + daysAhead, morningHour)
}
