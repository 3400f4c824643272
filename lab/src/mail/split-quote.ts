/** What somebody wrote, and what they quote below it: the lines from the last attribution on, when all are quoted. */
export function splitQuote(text: string): { text: string; quoted: string } {
  const lines = text.trimEnd().split('\n')
  let first = lines.length
  while (first > 0 && (lines[first - 1]!.startsWith('>') || lines[first - 1]!.trim() === '')) first--
  if (first === lines.length || !lines.slice(first).some((line) => line.startsWith('>'))) {
    return { text: text.trimEnd(), quoted: '' }
  }
  if (first > 0 && lines[first - 1]!.trimEnd().endsWith(':')) first--
  return { text: lines.slice(0, first).join('\n').trimEnd(), quoted: lines.slice(first).join('\n').trim() }
}
