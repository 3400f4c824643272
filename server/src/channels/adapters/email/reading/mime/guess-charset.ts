/**
 * The encoding of text whose sender does not name it, or names it wrongly, and which is not UTF-8. Western text has
 * single characters beyond ASCII within words; other scripts have runs of them, and each its own range.
 */
export function guessCharset(bytes: Buffer): string {
  const sample = bytes.subarray(0, 20_000)
  const { high, runs, oddRuns, firsts } = measure(sample)
  if (high === 0) return 'windows-1252'
  if (isShiftJis(sample)) return 'shift_jis'
  if (high / runs < 2.5) return 'windows-1252'
  const share = (from: number, to: number) => countIn(firsts, from, to) / Math.max(1, firsts.length)
  if (oddRuns === 0) {
    if (share(0xa4, 0xa5) > 0.3) return 'euc-jp'
    if (share(0xa1, 0xc8) === 1 && share(0xb0, 0xc8) > 0.8) return 'euc-kr'
    if (share(0xb0, 0xd7) + share(0xa1, 0xa3) > 0.8) return 'gbk'
  }
  // Most letters are small ones: in Windows-1251 they fill the last two rows, in KOI8-R the two before.
  const letters = countIn(sample, 0xc0, 0xff)
  if (letters / high < 0.7) return 'windows-1252'
  return countIn(sample, 0xe0, 0xff) > countIn(sample, 0xc0, 0xdf) ? 'windows-1251' : 'koi8-r'
}

interface Measures {
  high: number
  runs: number
  oddRuns: number
  /** The first byte of each pair, if the runs are pairs. */
  firsts: number[]
}

function measure(bytes: Buffer): Measures {
  const measures: Measures = { high: 0, runs: 0, oddRuns: 0, firsts: [] }
  for (let i = 0; i < bytes.length;) {
    if (bytes[i]! < 0x80) {
      i++
      continue
    }
    const start = i
    while (i < bytes.length && bytes[i]! >= 0x80) {
      if ((i - start) % 2 === 0) measures.firsts.push(bytes[i]!)
      i++
    }
    measures.high += i - start
    measures.runs++
    // The sample may end in the middle of a pair.
    if ((i - start) % 2 === 1 && i < bytes.length) measures.oddRuns++
  }
  return measures
}

/** Hiragana and katakana of Shift_JIS begin with two bytes that are hardly a letter anywhere else. */
function isShiftJis(bytes: Buffer): boolean {
  let kana = 0
  let pairs = 0
  for (let i = 0; i + 1 < bytes.length; i++) {
    if (bytes[i]! < 0x81) continue
    pairs++
    if ((bytes[i] === 0x82 || bytes[i] === 0x83) && bytes[i + 1]! >= 0x40) kana++
    i++
  }
  return kana * 3 > pairs
}

function countIn(bytes: Iterable<number>, from: number, to: number): number {
  let count = 0
  for (const byte of bytes) if (byte >= from && byte <= to) count++
  return count
}
