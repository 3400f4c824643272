import type { Notification as Told } from '@throughline/protocol/notifications/notifications.ts'
import { sentenceFor, subjectOf } from './sentence-for.ts'

export type OutsideState = 'unsupported' | 'default' | 'granted' | 'denied'

export function outsideState(): OutsideState {
  return 'Notification' in window ? Notification.permission : 'unsupported'
}

export async function askForOutside(): Promise<OutsideState> {
  return 'Notification' in window ? Notification.requestPermission() : 'unsupported'
}

/** A note of the system, while nobody looks at this tab; a click leads back to where it is about. */
export function showOutside(told: Told): void {
  if (outsideState() !== 'granted' || document.visibilityState === 'visible') return
  try {
    const shown = new Notification(subjectOf(told), {
      body: [sentenceFor(told), told.text].filter(Boolean).join('\n'),
      icon: '/mark.svg',
      // Further answers take the place of the first, and several tabs show one.
      tag: told.id,
    })
    shown.addEventListener('click', () => {
      window.focus()
      shown.close()
      window.dispatchEvent(new CustomEvent<Told>(openedOutside, { detail: told }))
    })
  } catch {
    // Some phones know the word and refuse the thing: the bell has it.
  }
}

export const openedOutside = 'throughline-notification-opened'
