/** What of the customers' list stands in the address. */
export interface CustomersSearch {
  query?: string
  blocked?: true
}

export function searchOf(query: string, onlyBlocked: boolean): CustomersSearch {
  return { ...(query ? { query } : {}), ...(onlyBlocked ? { blocked: true } : {}) }
}
