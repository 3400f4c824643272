import type { Quotable, QuotableMessage } from '@throughline/protocol/timeline/quotable.ts'

export interface QuotedNow {
  messages: QuotableMessage[]
  hasMore: boolean
  /** Who gets the answer and has not had what would be quoted: it is not, or not all of it. */
  newcomers: string[]
}

/** What the server will quote to these recipients: nothing that one of them has not had. Pure. */
export function quotedNow({ quotes, messages, hasMore }: Quotable, copies: readonly string[]): QuotedNow {
  const offered = quotes === 'none' ? [] : quotes === 'last' ? messages.slice(0, 1) : messages
  const to = copies.map((address) => address.trim().toLowerCase())
  const lacking = (message: QuotableMessage): string[] => to.filter((address) => !message.hadBy.includes(address))
  const end = offered.findIndex((message) => lacking(message).length > 0)
  if (end < 0) return { messages: offered, hasMore: quotes === 'all' && hasMore, newcomers: [] }
  return { messages: offered.slice(0, end), hasMore: false, newcomers: lacking(offered[end]!) }
}
