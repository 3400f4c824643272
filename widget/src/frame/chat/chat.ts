import type { VisitorField } from '@throughline/protocol/webchat/webchat.ts'

/** What a visitor can do; the panel's buttons lead here. */
export interface Chat {
  close(): void
  /** Keeps what is being written, and lets the other side know that somebody writes. */
  write(draft: string): void
  /** Puts it into the line of what is to be sent; it leaves as soon as it can. */
  send(text: string, files: readonly File[]): void
  retry(echoId: string): void
  discard(echoId: string): void
  showEarlier(): Promise<void>
  /** Resolves with a sentence when it was not taken. */
  giveReach(given: Partial<Record<VisitorField, string>>): Promise<string | null>
  skipReach(): void
  forget(): void
  /** The bytes of a file, for showing or saving. */
  readonly fetchFile: (url: string) => Promise<Blob>
}
