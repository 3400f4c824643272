import type { ReactNode } from 'react'

/** One line of the palette. */
export interface Command {
  id: string
  group: 'issue' | 'go' | 'views' | 'you' | 'issues' | 'customers' | 'words'
  icon: ReactNode
  label: string
  detail?: string
  /** What does the same without the palette. */
  keys?: string
  /** Found by these words, too. */
  alias?: string
  /** Too many to show before something is typed. */
  isHiddenAtFirst?: boolean
  /** Those of one series stay in their order, whatever fits best. */
  series?: string
  run: () => void
}
