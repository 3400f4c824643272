/** Customers who are alike in how much they wrote. */
export interface ThreadClass {
  index: number
  customers: number
  /** Entries of each of them. */
  volume: number
  /** Of all of them. */
  entries: number
  issues: number
}

export const entriesPerIssue = 4

/** Most people write a few times and a few write for years: shares of all entries by length of thread. */
const shapes = [
  { volume: 3, share: 0.18 },
  { volume: 9, share: 0.27 },
  { volume: 32, share: 0.25 },
  { volume: 120, share: 0.18 },
  { volume: 600, share: 0.12 },
]

/** The same mix of threads at every size, so that what is compared differs in size alone. */
export function planThreads(entries: number): ThreadClass[] {
  return shapes.map(({ volume, share }, index) => {
    const wanted = share * entries
    const customers = Math.max(1, Math.round(wanted / volume))
    const each = Math.max(1, Math.round(wanted / customers))
    return {
      index,
      customers,
      volume: each,
      entries: customers * each,
      issues: customers * Math.ceil(each / entriesPerIssue),
    }
  })
}

export function totalOf(classes: readonly ThreadClass[], what: 'customers' | 'entries' | 'issues'): number {
  return classes.reduce((sum, each) => sum + each[what], 0)
}
