import type { Notification } from '@throughline/protocol/notifications.ts'
import { w } from '../words/words.ts'

/** What happened, in a sentence; whose thread it is stands above it. */
export function sentenceFor({ kind, by, count }: Notification): string {
  return w.notifications.sentences[kind](by?.name ?? w.notifications.somebody, count)
}
