/** A draft goes on where it ended. Where one is writing already, the caret stays. */
export function focusAtEnd(field: HTMLElement): void {
  if (field === document.activeElement) return
  field.focus()
  if (field instanceof HTMLTextAreaElement) {
    field.setSelectionRange(field.value.length, field.value.length)
    return
  }
  const selection = getSelection()
  selection?.selectAllChildren(field)
  selection?.collapseToEnd()
}
