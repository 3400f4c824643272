/** The same choices on every machine, from a seed: what a failed run chose can be chosen again. */
export interface Random {
  /** 0 ≤ x < 1 */
  next(): number
  /** A whole number, 0 ≤ x < end. */
  below(end: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** A new list, in another order. */
  shuffled<T>(list: readonly T[]): T[]
  bytes(length: number): Buffer
}

/** The small fast counter generator "sfc32": three words of state and a counter. */
export function seededRandom(seed: number): Random {
  let [a, b, c, counter] = [seed | 0, (seed / 2 ** 32) | 0, 0x5eed, 1]
  const word = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11) | 0) + sum) | 0
    return sum >>> 0
  }
  // Neighbouring seeds begin alike.
  for (let round = 0; round < 15; round++) word()

  const below = (end: number): number => Math.floor((word() / 2 ** 32) * end)
  return {
    next: () => word() / 2 ** 32,
    below,
    chance: (probability) => word() / 2 ** 32 < probability,
    pick: (list) => list[below(list.length)]!,
    shuffled(list) {
      const mixed = [...list]
      for (let last = mixed.length - 1; last > 0; last--) {
        const other = below(last + 1)
        ;[mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!]
      }
      return mixed
    },
    bytes(length) {
      const bytes = Buffer.allocUnsafe(length)
      for (let at = 0; at < length; at++) bytes[at] = word() & 0xff
      return bytes
    },
  }
}
