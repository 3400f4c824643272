import type { EmailContent } from '@throughline/protocol/timeline/content/email.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useState } from 'react'
import { useChangePreferences, usePreferences } from '../../../data/me/preferences.ts'

export interface Pictures {
  areShown: boolean
  /** Each null where it cannot be chosen. */
  show: (() => void) | null
  always: (() => void) | null
  never: (() => void) | null
}

/** More senders than anybody trusts by hand; the server takes no more. */
const maxSenders = 500

/**
 * Whether the remote pictures of a mail are shown: chosen for one mail, until the page is left, or always for a sender. That
 * is offered and kept only for mail that its domain vouches for: anybody can write under another's name.
 */
export function usePictures(entry: Entry, mail: EmailContent): Pictures {
  const [isChosen, setIsChosen] = useState(false)
  const { picturesFrom } = usePreferences()
  const change = useChangePreferences()
  const sender = entry.direction === 'in' && mail.authenticated ? (entry.identity?.id ?? null) : null
  const isTrusted = sender !== null && picturesFrom.includes(sender)
  const areShown = isChosen || isTrusted
  return {
    areShown,
    show: areShown ? null : () => setIsChosen(true),
    always:
      sender !== null && isChosen && !isTrusted
        ? () => change({ picturesFrom: [sender, ...picturesFrom].slice(0, maxSenders) })
        : null,
    never: isTrusted
      ? () => {
          setIsChosen(false)
          change({ picturesFrom: picturesFrom.filter((id) => id !== sender) })
        }
      : null,
  }
}
