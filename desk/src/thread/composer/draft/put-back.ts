import type { Draft } from './draft.ts'

/**
 * The way from the thread to the place to write: what was taken back is put there again. True when it was taken in;
 * never over something that has been written since.
 */
type TakesBack = (draft: Draft) => boolean

const placeByCustomer = new Map<string, TakesBack>()

export function offerPlace(customerId: string, takesBack: TakesBack): () => void {
  placeByCustomer.set(customerId, takesBack)
  return () => {
    if (placeByCustomer.get(customerId) === takesBack) placeByCustomer.delete(customerId)
  }
}

/** Undefined: nobody writes there at the moment. */
export function putBack(customerId: string, draft: Draft): boolean | undefined {
  return placeByCustomer.get(customerId)?.(draft)
}
