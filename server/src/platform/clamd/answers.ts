/** What clamd says about a file. */
export type Verdict = { is: 'clean' } | { is: 'infected'; finding: string } | { is: 'too_large' }

/** clamd gave no verdict. `unreachable`: nobody answers there; `failed`: it answered, and did not say what the file is. */
export class ScanError extends Error {
  readonly kind: 'unreachable' | 'failed'
  constructor(kind: ScanError['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ScanError'
    this.kind = kind
  }
}

/** Of these it looked at the beginning only, or not at all: it has found nothing, and nothing is known. */
const limitExceeded = /^Heuristics\.Limits\.Exceeded/

/** The answer to INSTREAM, without the NUL at its end (clamd(8), "stream: OK", "stream: NAME FOUND", "... ERROR"). */
export function readVerdict(answer: string): Verdict {
  const text = answer.trim()
  if (text === 'stream: OK') return { is: 'clean' }
  if (/^INSTREAM size limit exceeded\b/i.test(text)) return { is: 'too_large' }
  const found = /^stream: (.+) FOUND$/s.exec(text)?.[1]
  if (found !== undefined) {
    return limitExceeded.test(found) ? { is: 'too_large' } : { is: 'infected', finding: shown(found) }
  }
  if (text.endsWith(' ERROR')) throw new ScanError('failed', shown(text))
  throw new ScanError('failed', text === '' ? 'The answer is empty.' : `The answer is none of clamd: ${shown(text)}`)
}

/** The name of a finding comes from elsewhere, and is shown to people. */
function shown(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .slice(0, 200)
    .toWellFormed()
    .trim()
}
