import type { VisitorMessage } from '@throughline/protocol/webchat/webchat.ts'
import type { State, Waiting } from './state.ts'

/**
 * Puts what the server says into what is shown, once each: messages are known by their id, and what was written here
 * by its echo, whichever of answer and stream comes first.
 */
export function mergeMessages(
  { messages, waiting }: Pick<State, 'messages' | 'waiting'>,
  incoming: readonly VisitorMessage[],
): { messages: readonly VisitorMessage[]; waiting: readonly Waiting[] } {
  const byId = new Map(messages.map((message) => [message.id, message]))
  for (const message of incoming) byId.set(message.id, message)
  const echoIds = new Set(incoming.map(({ echoId }) => echoId))
  return {
    messages: [...byId.values()].sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1)),
    waiting: waiting.filter(({ echoId }) => !echoIds.has(echoId)),
  }
}
