export interface Outcome<T> {
  done: T[]
  failures: unknown[]
}

/** Many calls, a few at a time, in order of the list; one that fails does not keep the others from being made. */
export async function inTurn<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Outcome<Result>> {
  const waiting = [...items]
  const outcome: Outcome<Result> = { done: [], failures: [] }
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      try {
        outcome.done.push(await work(item))
      } catch (error) {
        outcome.failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return outcome
}
