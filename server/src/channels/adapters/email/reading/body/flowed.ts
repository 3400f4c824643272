/**
 * RFC 3676: a line that ends with a blank goes on in the next line of the same quote depth. Joined before anything
 * else looks at the text, so that a sentence is one line and a quoted one stays quoted.
 */
export function unflow(text: string, deletesSpace: boolean): string {
  const out: string[] = []
  let openDepth = -1
  let pieces: string[] = []
  const close = () => {
    if (openDepth >= 0) out.push(pieces.join(''))
    openDepth = -1
    pieces = []
  }
  for (const line of text.split('\n')) {
    let depth = 0
    while (line.charCodeAt(depth) === 62) depth++
    // One blank in front protects lines that begin with ">", "From " or a blank.
    // Before a ">" it is kept: without it, a line of the sender's own would look quoted.
    const isStuffed = line.charCodeAt(depth) === 32 && !(depth === 0 && line.charCodeAt(1) === 62)
    const content = isStuffed ? line.slice(depth + 1) : line.slice(depth)
    if (openDepth !== depth) close()
    if (openDepth < 0) {
      openDepth = depth
      pieces.push(depth === 0 ? '' : `${'>'.repeat(depth)} `)
    }
    const flows = content.endsWith(' ') && content !== '-- '
    pieces.push(flows && deletesSpace ? content.slice(0, -1) : content)
    if (!flows) close()
  }
  close()
  return out.join('\n')
}
