import type { Language, Words } from '../../words/languages.ts'

/** All that is drawn, as one value that is replaced, never changed. */
export interface State {
  readonly words: Words
  readonly language: Language
  readonly isOpen: boolean
  /** What the channel's owner set, once the server has told. */
  readonly settings: Settings | null
  /** Whether this visitor ever spoke, or was signed in by the host. */
  readonly hasSession: boolean
  readonly link: 'resting' | 'connecting' | 'up' | 'down'
  readonly messages: readonly Message[]
  /** From where earlier messages go on; null when the first is shown. */
  readonly earlier: string | null
  readonly waiting: readonly Waiting[]
  /** Why nothing is sent at the moment. */
  readonly pause: 'offline' | 'slowDown' | null
  readonly typing: string | null
  readonly presence: Presence | null
  readonly unread: number
  /** The first message that was not seen when the chat was opened. */
  readonly firstUnreadId: string | null
  readonly reach: Reach
  readonly draft: string
  /** Read out by screen readers, once. */
  readonly said: string
}

export interface Settings {
  readonly title: string
  readonly greeting: string
  readonly accent: string
  readonly side: 'start' | 'end'
  readonly theme: 'auto' | 'light' | 'dark'
  readonly maxTextLength: number
  readonly maxFiles: number
  readonly maxFileBytes: number
  readonly takesFiles: boolean
  readonly asksFor: readonly ('name' | 'email')[]
}

export interface Presence {
  readonly staff: readonly { readonly name: string }[]
  readonly isOpenNow: boolean
  readonly answersWithinMs: number | null
}

/** Where the answer can go when the visitor has left. */
export interface Reach {
  readonly email: string | null
  readonly isProven: boolean
  readonly isAskedAway: boolean
}

export interface Attachment {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly url: string
}

export interface Message {
  readonly id: string
  /** Its place on the thread. */
  readonly place: number
  readonly echoId: string | null
  readonly isMine: boolean
  /** Who wrote it, when it was not the visitor. */
  readonly author: string | null
  readonly text: string
  readonly attachments: readonly Attachment[]
  readonly at: string
  /** It came or went as a mail. */
  readonly isMail: boolean
  readonly state: 'sent' | 'delivered' | 'seen' | null
}

/** Written here, and not yet known to be recorded there. */
export interface Waiting {
  readonly echoId: string
  readonly text: string
  readonly files: readonly WaitingFile[]
  readonly at: string
  readonly state: 'waiting' | 'sending' | 'failed'
  /** Why it failed, in a sentence. */
  readonly problem: string | null
}

export interface WaitingFile {
  readonly name: string
  readonly sizeBytes: number
  /** Null once the page was closed: a page cannot keep a file. */
  readonly file: File | null
  readonly uploadedId: string | null
  /** 0 to 1. */
  readonly progress: number
}
