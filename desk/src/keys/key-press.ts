/**
 * What stood on the page when a key went down, noted before anybody heard of it: what hears of it first may close a menu
 * or a dialog, and the same key must not then mean something to what lies below.
 */
interface Before {
  hadOverlay: boolean
  hadList: boolean
  isAfterG: boolean
}

const beforeByEvent = new WeakMap<Event, Before>()
const togetherMs = 1200
let pressedGAt = 0

window.addEventListener(
  'keydown',
  (event) => {
    const isAfterG = Date.now() - pressedGAt < togetherMs
    const isG = event.key === 'g' && !event.ctrlKey && !event.metaKey && !event.altKey && !isWriting(event.target)
    pressedGAt = isG && !isAfterG ? Date.now() : 0
    beforeByEvent.set(event, { hadOverlay: isOverlayOpen(), hadList: isShown('[role="listbox"]'), isAfterG })
  },
  { capture: true },
)

/** A dialog, a menu or a list was open when this key went down: the key was theirs. */
export function hadOverlay(event: Event): boolean {
  return beforeByEvent.get(event)?.hadOverlay ?? isOverlayOpen()
}

/** The second key of `g i` and the like. */
export function isAfterG(event: Event): boolean {
  return beforeByEvent.get(event)?.isAfterG ?? false
}

/** A list that falls open from a field: it closes before what the field stands in. */
export function hadList(event: Event): boolean {
  return beforeByEvent.get(event)?.hadList ?? false
}

export function isOverlayOpen(): boolean {
  return isShown('[role="dialog"], [role="menu"], [role="listbox"]')
}

function isShown(selector: string): boolean {
  return [...document.querySelectorAll(selector)].some((element) => element.checkVisibility())
}

const fields = 'input:not([type="checkbox"]):not([type="radio"]), textarea, select, [contenteditable="true"]'

export function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(fields) !== null
}
