/** One event in two, by the last digit of its id: the product under fire and the checks agree on it. */
export function isPoison(eventId: string): boolean {
  return /[02468ace]$/.test(eventId)
}
