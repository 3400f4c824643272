/** The header of a mail as it stands: enough to compare two copies of one, whatever the reading makes of them. */
export interface RawHeader {
  /** The values of all fields of that lower-case name, unfolded and with single blanks, since servers fold anew. */
  values(name: string): string[]
  bodyStart: number
}

/** A mail of one endless line must not be searched to its end. */
const maxHeaderBytes = 256 * 1024

export function readRawHeader(raw: Buffer): RawHeader {
  const { header, bodyStart } = split(raw)
  const lines = header.replace(/\r?\n[ \t]+/g, ' ').split('\n')
  return {
    bodyStart,
    values: (name) =>
      lines.flatMap((line) => {
        const colon = line.indexOf(':')
        if (colon <= 0 || line.slice(0, colon).trim().toLowerCase() !== name) return []
        return [
          line
            .slice(colon + 1)
            .replace(/\s+/g, ' ')
            .trim(),
        ]
      }),
  }
}

function split(raw: Buffer): { header: string; bodyStart: number } {
  let lineStart = 0
  while (lineStart < raw.length && lineStart < maxHeaderBytes) {
    const lineEnd = raw.indexOf(0x0a, lineStart)
    if (lineEnd === -1) break
    const isBlank = lineEnd === lineStart || (lineEnd === lineStart + 1 && raw[lineStart] === 0x0d)
    if (isBlank) return { header: raw.toString('latin1', 0, lineStart), bodyStart: lineEnd + 1 }
    lineStart = lineEnd + 1
  }
  return { header: raw.toString('latin1', 0, Math.min(raw.length, maxHeaderBytes)), bodyStart: raw.length }
}
