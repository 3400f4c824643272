import type { SavedReply } from '@throughline/protocol/saved-replies/saved-replies.ts'
import { fillVariables, type VariableValues } from '@throughline/protocol/saved-replies/variables.ts'

/** A saved reply as it is put into the text, and what is not known and stays open. */
export function fillReply(
  reply: Pick<SavedReply, 'text' | 'html'>,
  values: VariableValues,
): { text: string; html: string; missing: string[] } {
  const { text, missing } = fillVariables(reply.text, values)
  const html = reply.html === '' ? htmlOf(text) : fillVariables(reply.html, values, escapeHtml).text
  return { text, html, missing }
}

/** Plain text as paragraphs and breaks. */
export function htmlOf(text: string): string {
  if (text === '') return ''
  return escapeHtml(text)
    .split('\n\n')
    .map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>`)
    .join('')
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
