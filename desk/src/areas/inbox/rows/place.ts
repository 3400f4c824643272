/** Where one is in a list: a row, and the order in which it was last seen there. */
export interface Place {
  id: string
  order: readonly string[]
}

/** The place after a change of the list; a row that is gone keeps the order that it was last seen in. */
export function placeIn(order: readonly string[], id: string, before: Place | null): Place {
  return before?.id === id && !order.includes(id) ? before : { id, order }
}

/** The next row (1) or the one before (-1); at an end, the row itself. Where the row is gone, what stood beside it. */
export function neighbourOf(order: readonly string[], place: Place | null, step: 1 | -1): string | undefined {
  if (place === null) return order[0]
  const at = order.indexOf(place.id)
  if (at !== -1) return order[at + step] ?? order[at]
  const was = place.order.indexOf(place.id)
  const here = new Set(order)
  const after = place.order.slice(was + 1).find((id) => here.has(id))
  const before = place.order.slice(0, Math.max(0, was)).findLast((id) => here.has(id))
  return (step === 1 ? (after ?? before) : (before ?? after)) ?? order[0]
}
