import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Words } from '../../words/languages.ts'
import type { Chat } from '../chat/chat.ts'
import type { State } from '../chat/state/state.ts'

export interface Drawing {
  readonly state: State
  readonly chat: Chat
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing is drawn outside of the panel, which provides it
export const DrawingContext = createContext<Drawing>(null as never)

export function useDrawing(): Drawing {
  return useContext(DrawingContext)
}

export function useWords(): Words {
  return useDrawing().state.words
}
