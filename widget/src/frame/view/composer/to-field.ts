export const isTouch = matchMedia('(pointer: coarse)')

/**
 * Where one goes on writing. On a phone that is the heading: the field would bring up the keyboard over what there is
 * to read.
 */
export function toField(): void {
  document.querySelector<HTMLElement>(isTouch.matches ? '#title' : 'textarea')?.focus()
}
