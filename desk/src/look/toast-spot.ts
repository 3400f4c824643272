/** Marks what toasts lie over: the side that is read, never a list. */
export const underToasts = { 'data-under-toasts': true } as const

const belowHeadPx = 64

/** Looked for as a toast is shown: how wide the list is, and whether there is one, changes. */
export function placeToasts(): void {
  // Of a thread in its page, the thread.
  const under = [...document.querySelectorAll('[data-under-toasts]')].at(-1) ?? document.getElementById('content')
  if (!under) return
  const { left, width, top } = under.getBoundingClientRect()
  document.documentElement.style.setProperty('--toasts-middle', `${left + width / 2}px`)
  document.documentElement.style.setProperty('--toasts-top', `${top + belowHeadPx}px`)
}
