export function focusedRowId(): string | null {
  return document.activeElement?.getAttribute('data-issue') ?? null
}

/** A row out of sight is drawn only in the next frame, once it has been scrolled to. */
export function focusRow(issueId: string): void {
  const find = () => document.querySelector<HTMLElement>(`[data-issue="${issueId}"]`)
  const row = find()
  if (row) row.focus()
  else requestAnimationFrame(() => find()?.focus())
}
