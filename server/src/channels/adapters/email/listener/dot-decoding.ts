/** What one chunk held: content of the mail, and, once the mail has ended, what came behind it. */
export interface Decoded {
  content: Buffer
  ended: boolean
  rest: Buffer
}

const lineEndAndDot = Buffer.from('\r\n.')
const dot = 0x2e
const cr = 0x0d
const lf = 0x0a
const nothing = Buffer.alloc(0)

/**
 * Takes the dots out that SMTP puts before lines (RFC 5321, 4.5.2) and finds the end of the mail. Only
 * CR LF . CR LF ends it: servers that take a bare LF for a line end can be made to see a second mail, with an
 * envelope of the attacker's choice, where the server before them saw one.
 *
 * Works on whole chunks: a mail of nothing but dots costs no more than another.
 */
export function createDotDecoder(): (chunk: Buffer) => Decoded {
  // The beginning of the mail is the beginning of a line, so it is treated as if a line end stood before it.
  let held: Buffer = Buffer.from('\r\n')
  let unreal = held.length

  return (chunk) => {
    const data = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    let packed: Buffer | null = null
    let packedBytes = 0
    let from = unreal
    let search = 0

    /** The content so far, up to `to`. Copied only when something was left out in between. */
    function contentUntil(to: number): Buffer {
      if (packed === null) return data.subarray(from, Math.max(from, to))
      packedBytes += data.copy(packed, packedBytes, from, to)
      return packed.subarray(0, packedBytes)
    }

    function hold(start: number): Decoded {
      // While nothing real has been let through, the line end that was put before it stays.
      const content = contentUntil(start)
      unreal = Math.max(0, unreal - start)
      held = data.subarray(start)
      return { content, ended: false, rest: nothing }
    }

    for (;;) {
      const at = data.indexOf(lineEndAndDot, search)
      if (at === -1) return hold(data.length - lineEndPrefixBytes(data))
      const after = at + lineEndAndDot.length
      if (after >= data.length || (data[after] === cr && after + 1 >= data.length)) return hold(at)
      if (data[after] === cr && data[after + 1] === lf) {
        return { content: contentUntil(at + 2), ended: true, rest: data.subarray(after + 2) }
      }
      if (data[after] === dot) {
        packed ??= Buffer.allocUnsafe(data.length)
        packedBytes += data.copy(packed, packedBytes, from, after)
        from = after + 1
      }
      search = after
    }
  }
}

/** How many of the last bytes may be the beginning of a line end and a dot. */
function lineEndPrefixBytes(data: Buffer): number {
  const last = data.length - 1
  if (data[last] === cr) return 1
  return data[last] === lf && data[last - 1] === cr ? 2 : 0
}
