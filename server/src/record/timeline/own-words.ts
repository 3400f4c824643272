import type { Content } from '@throughline/protocol/timeline/content.ts'

/** What the author wrote, without what a mail quotes and its signature; all of it when nothing else is left. */
export function ownWords({ text, content }: { text: string; content: Content }): string {
  const own = 'replyText' in content && typeof content.replyText === 'string' ? content.replyText : ''
  return own.trim() === '' ? text : own
}
