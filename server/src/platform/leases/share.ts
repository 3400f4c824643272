/** How many of `wanted` leases a node takes when `others` would take some too, so that each has about as many. Pure. */
export function shareOf(wanted: number, others: number): number {
  return Math.ceil(wanted / (others + 1))
}
