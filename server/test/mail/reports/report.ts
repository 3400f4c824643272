/** One report of delivery as a program writes it, and what has to be read from it. */
export interface Report {
  program: string
  /** Fields of the header: From and Subject at least. */
  head: readonly string[]
  text: string
  /** For each recipient: address, status, whether for good. */
  wanted: readonly (readonly [address: string, status: string, hard: boolean])[]
  delayed?: true
}

/** Lines without the blanks that the source puts before them. */
export function lines(text: TemplateStringsArray): string {
  const all = text[0]!.replace(/^\n/, '').trimEnd().split('\n')
  const indent = Math.min(...all.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)![0].length))
  return all.map((line) => line.slice(indent)).join('\n')
}

/** What servers copy below their report. */
export const copied = lines`
  Received: from shop.example (shop.example [192.0.2.7]) by mx.far.example; Tue, 3 Mar 2026 16:05:22 +0100
  Message-ID: <7@shop.example>
  From: Support <support@shop.example>
  To: robin@far.example
  Subject: Your order

  Dear Robin
`
