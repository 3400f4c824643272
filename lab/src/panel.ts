import type { LabPerson, LabState } from '@throughline/protocol/lab/lab.ts'
import type { ComponentType } from 'preact'

/**
 * One thing that a customer has: a page in a browser, a mailbox, soon a phone. A panel is a value; a further channel is
 * a file that exports one, and a line in `panels.ts`. It talks to its simulated provider below `/try/api` only.
 */
export interface Panel {
  readonly id: string
  readonly name: string
  readonly icon: ComponentType<{ size?: number }>
  readonly View: ComponentType<PanelProps>
}

export interface PanelProps {
  lab: LabState
  person: LabPerson
  /** When the story began: what came before is old. */
  since: string
  /** How often the story has asked to begin here: then what is to be done is prepared, a click away. */
  begun: number
  /** How much waits there to be looked at. */
  onNews: (panelId: string, count: number) => void
}
