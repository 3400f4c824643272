import type { FoldOptions } from '../reply/fold.ts'
import { foldTree } from './quotes.ts'
import { SafeWriter, type SanitizedHtml, type SanitizeOptions } from './safe-writer.ts'
import { parseHtml } from './tree.ts'

export interface FoldedHtml extends SanitizedHtml {
  /** `html` without what is quoted. In `html`, quoted elements carry `data-quoted`. */
  replyHtml: string
  /** What is quoted, apart; empty when nothing is. */
  quotedHtml: string
  hasQuoted: boolean
}

/**
 * HTML of a mail for a sandboxed frame. Written anew from a tree, element by element from a list of harmless ones:
 * nothing of the input's markup is copied, so nothing depends on two parsers reading it alike. No script, no
 * form, nothing that is fetched from elsewhere.
 */
export function sanitizeMailHtml(html: string, options: SanitizeOptions = {}): SanitizedHtml {
  const writer = new SafeWriter(options)
  writer.children(parseHtml(html), false)
  return writer.result()
}

/**
 * HTML that staff or a program wrote, for a mail that leaves in our name: the same list of harmless elements. Twice
 * through here is the same as once.
 */
export function sanitizeOutgoingHtml(html: string): string {
  return sanitizeMailHtml(html, { outgoing: true }).html
}

/** `sanitizeMailHtml`, with what is quoted from earlier mails marked, so that it can be folded. */
export function foldHtmlReply(html: string, options: SanitizeOptions & FoldOptions = {}): FoldedHtml {
  const root = parseHtml(html)
  const hasQuoted = foldTree(root, options)
  const whole = new SafeWriter(options)
  whole.children(root, false)
  const reply = new SafeWriter(options)
  reply.children(root, true)
  const quoted = new SafeWriter(options)
  if (hasQuoted) quoted.quotedParts(root)
  return { ...whole.result(), replyHtml: reply.result().html, quotedHtml: quoted.result().html, hasQuoted }
}

/** What the author of a mail wrote, without what they quoted, to be quoted below an answer of ours. */
export function quotableHtml(html: string, options: FoldOptions & { picture: string }): string {
  const { picture, ...folding } = options
  const root = parseHtml(html)
  foldTree(root, folding)
  const writer = new SafeWriter({ outgoing: true, quoted: { picture } })
  writer.children(root, true)
  return writer.result().html.trim()
}
