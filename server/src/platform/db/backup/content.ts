/** The same bytes, shown to `see` as they pass. */
export async function* seen(content: AsyncIterable<Buffer>, see: (piece: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    see(piece)
    yield piece
  }
}

/** In COPY text a line break inside a value is escaped: each row is one line. */
export function countLines(content: Buffer): number {
  let count = 0
  for (let at = content.indexOf(lineFeed); at !== -1; at = content.indexOf(lineFeed, at + 1)) count++
  return count
}

const lineFeed = 10
