import type { Socket } from 'node:net'

/** One word of a command: an atom, a quoted string or a literal. Lists keep their brackets as words of their own. */
export type Word = string

/**
 * Reads commands, with the literals in them (RFC 3501, 4.3). `onCommand` runs for one at a time; while it asks for
 * raw lines (AUTHENTICATE, IDLE), these are not taken for commands.
 */
export function readCommands(
  socket: Socket,
  onCommand: (tag: string, words: Word[], line: string, nextLine: () => Promise<string>) => Promise<void>,
): void {
  let buffered = Buffer.alloc(0)
  let wake: (() => void) | null = null
  let ended = false

  socket.on('data', (chunk: Buffer) => {
    buffered = Buffer.concat([buffered, chunk])
    wake?.()
  })
  const end = () => {
    ended = true
    wake?.()
  }
  socket.on('end', end)
  socket.on('close', end)
  socket.on('error', end)

  async function take(has: () => number | null): Promise<Buffer> {
    for (;;) {
      const bytes = has()
      if (bytes !== null) {
        const taken = buffered.subarray(0, bytes)
        buffered = buffered.subarray(bytes)
        return taken
      }
      if (ended) throw new Error('the client left')
      await new Promise<void>((resolve) => (wake = resolve))
      wake = null
    }
  }
  async function nextLine(): Promise<string> {
    const line = await take(() => {
      const lf = buffered.indexOf('\r\n')
      return lf === -1 ? null : lf + 2
    })
    return line.toString('utf8', 0, line.length - 2)
  }

  async function run(): Promise<void> {
    for (;;) {
      let line = await nextLine()
      const words: Word[] = []
      for (;;) {
        const literal = /\{(\d+)(\+)?\}$/.exec(line)
        words.push(...split(literal ? line.slice(0, literal.index) : line))
        if (!literal) break
        if (!literal[2]) socket.write('+ go on\r\n')
        const length = Number(literal[1])
        const bytes = await take(() => (buffered.length >= length ? length : null))
        words.push(bytes.toString())
        line = await nextLine()
      }
      const [tag = '', ...rest] = words
      await onCommand(tag, rest, rest.join(' '), nextLine)
    }
  }
  run().catch(() => socket.destroy())
}

function split(line: string): Word[] {
  const words: Word[] = []
  // A body section is one word, with what stands in its brackets: BODY.PEEK[]<0.100>
  for (const [word, quoted] of line.matchAll(/"((?:[^"\\]|\\.)*)"|[()]|[^\s()"[]+(?:\[[^\]]*\][^\s()]*)?/g)) {
    words.push(quoted === undefined ? word : quoted.replace(/\\(.)/g, '$1'))
  }
  return words
}
