import type { Language, Words } from '../../../words/languages.ts'
import type { State } from './state.ts'

export function firstState(language: Language, words: Words): State {
  return {
    words,
    language,
    isOpen: false,
    settings: null,
    presence: null,
    ...nobodysState,
    waiting: [],
    isReachAsked: false,
    draft: '',
    said: '',
  }
}

/** What goes when a session ends. */
export const nobodysState = {
  hasSession: false,
  link: 'resting',
  messages: [],
  earlier: null,
  pause: null,
  typing: null,
  unread: 0,
  firstUnreadId: null,
  reach: null,
} as const satisfies Partial<State>
