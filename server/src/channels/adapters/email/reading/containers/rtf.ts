/**
 * Compressed RTF (MS-OXRTFCP), and the text of an RTF document. Lengths that a file states are not believed: what is read
 * ends with the input, what is written with `maxChars`.
 */
const dictionary =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'
const compressed = 0x75465a4c
const uncompressed = 0x414c454d

export function decompressRtf(input: Buffer, maxChars: number): string {
  if (input.length < 16) return ''
  const type = input.readUInt32LE(8)
  if (type === uncompressed) return input.toString('latin1', 16, 16 + maxChars)
  if (type !== compressed) return ''
  const out = Buffer.allocUnsafe(dictionary.length + maxChars + 32)
  let length = out.write(dictionary, 'latin1')
  let at = 16
  while (at < input.length && length < dictionary.length + maxChars) {
    const control = input[at++]!
    for (let bit = 0; bit < 8 && at < input.length && length < dictionary.length + maxChars; bit++) {
      if ((control & (1 << bit)) === 0) {
        out[length++] = input[at++]!
        continue
      }
      if (at + 1 >= input.length) return out.toString('latin1', dictionary.length, length)
      const token = input.readUInt16BE(at)
      at += 2
      // A place in a ring of 4096 bytes; its write position ends the text.
      let from = (length & ~4095) + (token >> 4)
      if (from === length) return out.toString('latin1', dictionary.length, length)
      if (from > length) from -= 4096
      if (from < 0) return out.toString('latin1', dictionary.length, length)
      for (let k = 0; k < (token & 15) + 2; k++) out[length++] = out[from++]!
    }
  }
  return out.toString('latin1', dictionary.length, length)
}

/** Groups that hold no text of the document. */
const unseen = new Set(
  'fonttbl colortbl stylesheet info pict object themedata datastore latentstyles rsidtbl generator header footer filetbl listtable listoverridetable xmlnstbl'.split(
    ' ',
  ),
)
const breaks: Record<string, string> = {
  par: '\n',
  line: '\n',
  row: '\n',
  sect: '\n',
  page: '\n',
  tab: '\t',
  cell: '\t',
}
const characters: Record<string, string> = {
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  emspace: ' ',
  enspace: ' ',
}
const token = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+/gi
const maxGroups = 200

interface Group {
  isUnseen: boolean
  /** Between \htmlrtf and \htmlrtf0 stands what repeats the HTML. */
  isRepeated: boolean
  isHtmlTag: boolean
  /** Characters behind \uN that stand in for it. */
  skips: number
}

/** The text of an RTF document, or, where it wraps HTML (MS-OXRTFEX), that HTML. */
export function readRtf(rtf: string, decode: (bytes: Buffer) => string): { text: string; isHtml: boolean } {
  const isHtml = /\\fromhtml1/.test(rtf.slice(0, 2000))
  let group: Group = { isUnseen: false, isRepeated: false, isHtmlTag: false, skips: 1 }
  const stack: Group[] = []
  const out: string[] = []
  let bytes: number[] = []
  let toSkip = 0
  const flush = () => {
    if (bytes.length > 0) out.push(decode(Buffer.from(bytes)))
    bytes = []
  }
  const add = (text: string) => {
    if (group.isUnseen || (isHtml && group.isRepeated)) return
    flush()
    out.push(text)
  }
  for (const [, word, argument, byte, symbol, brace, text] of rtf.matchAll(token)) {
    if (brace === '{') {
      if (stack.length < maxGroups) stack.push({ ...group })
    } else if (brace === '}') {
      flush()
      group = stack.pop() ?? group
    } else if (byte !== undefined) {
      if (toSkip > 0) toSkip--
      else if (!group.isUnseen && !(isHtml && group.isRepeated)) bytes.push(parseInt(byte, 16))
    } else if (text !== undefined) {
      const shown = text.slice(toSkip)
      toSkip = Math.max(0, toSkip - text.length)
      if (shown !== '') add(shown)
    } else if (symbol !== undefined) {
      if (symbol === '*') group.isUnseen = true
      else if (symbol === '~') add('\u00a0')
      else if (symbol === '_') add('-')
      else if (symbol === '\\' || symbol === '{' || symbol === '}') add(symbol)
    } else if (word !== undefined) {
      if (word === 'htmltag') group = { ...group, isUnseen: !isHtml, isHtmlTag: true }
      else if (word === 'htmlrtf') group.isRepeated = argument !== '0'
      else if (unseen.has(word)) group.isUnseen = true
      else if (word === 'uc') group.skips = Math.min(4, Number(argument ?? 1))
      else if (word === 'u') {
        add(String.fromCharCode(Number(argument ?? 63) & 0xffff))
        toSkip = group.skips
      } else if (breaks[word] !== undefined) add(isHtml && word !== 'tab' ? '\r\n' : breaks[word])
      else if (characters[word] !== undefined) add(characters[word])
    }
  }
  flush()
  return { text: out.join(''), isHtml }
}
