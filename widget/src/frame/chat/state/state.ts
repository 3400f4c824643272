import type {
  VisitorMessage,
  VisitorReach,
  WebchatPresence,
  WebchatSettings,
} from '@throughline/protocol/webchat/webchat.ts'
import type { Language, Words } from '../../../words/languages.ts'

/** All that is drawn, as one value that is replaced, never changed. */
export interface State {
  readonly words: Words
  readonly language: Language
  readonly isOpen: boolean
  /** What the channel's owner set, once the server has sent it. */
  readonly settings: WebchatSettings | null
  readonly presence: WebchatPresence | null
  /** Whether the server knows this visitor: something was said, or the host signed them in. */
  readonly hasSession: boolean
  readonly link: 'resting' | 'connecting' | 'up' | 'down'
  readonly messages: readonly VisitorMessage[]
  /** From where earlier messages go on; null when the first is shown. */
  readonly earlier: string | null
  readonly waiting: readonly Waiting[]
  /** Why nothing is sent at the moment. */
  readonly pause: 'offline' | 'slowDown' | null
  readonly typing: string | null
  readonly unread: number
  /** The first message that was not seen when the chat was opened. */
  readonly firstUnreadId: string | null
  /** Where answers go when the visitor has left; null: not known yet. */
  readonly reach: VisitorReach | null
  /** Asked once on this device, and either answered or not. */
  readonly isReachAsked: boolean
  readonly draft: string
  /** Read out by screen readers, once. */
  readonly said: string
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
