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
  /** Everything that is shown was seen. */
  saw(): void
  giveReach(reach: { name: string; email: string }): Promise<string | null>
  skipReach(): void
  forget(): void
  /** The bytes of a file, for showing or saving. */
  fetchFile(url: string): Promise<Blob>
}
