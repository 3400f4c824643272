/** A pause that can be ended early. One at a time. */
export interface Nap {
  /** Resolves after this time, or when it is ended. */
  take(ms: number): Promise<void>
  end(): void
}

export function createNap(): Nap {
  let end = (): void => {}
  return {
    take: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms)
        end = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
    end: () => end(),
  }
}
