import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { LabMail, LabPerson, LabState } from '@throughline/protocol/lab/lab.ts'
import { w } from '../words.ts'

/** What the providers and the public API show. Nothing else ticks a step off. */
export interface Evidence {
  lab: LabState
  person: LabPerson
  /** Only what happened since then counts. */
  since: string
  isSetupNeeded: boolean
  isSignedIn: boolean
  /** Of all mailboxes of the person. */
  mails: LabMail[]
  thread: { customerId: string; entries: Pick<Entry, 'kind' | 'direction' | 'channel' | 'recordedAt'>[] } | null
}

export interface Step {
  id: 'sign-in' | 'connect' | 'mail' | 'chat' | 'answer' | 'thread'
  title: string
  hint: string
  isDone: boolean
}

/** The story, and how far it has come. The first step that is not done is the one to take. */
export function stepsOf(evidence: Evidence): Step[] {
  const { lab, person, since, isSignedIn, mails, thread } = evidence
  const isConnected = lab.shop.chatChannelId !== null
  const said = (channel: 'email' | 'webchat', direction: 'in' | 'out'): boolean =>
    (thread?.entries ?? []).some(
      (entry) =>
        entry.kind === 'message' &&
        entry.channel?.kind === channel &&
        entry.direction === direction &&
        entry.recordedAt >= since,
    )
  const hasMailed = mails.some(({ folder, at }) => folder === 'sent' && at >= since)
  const isMailAnswered = mails.some(({ folder, at }) => folder === 'inbox' && at >= since) || said('email', 'out')
  const hasChatted = said('webchat', 'in')
  const isChatAnswered = said('webchat', 'out')
  const words = w.story.steps
  return [
    { id: 'sign-in', isDone: isSignedIn, ...words.signIn(evidence.isSetupNeeded, lab.demoStaff) },
    // Nobody has to connect what is connected: the demo comes so.
    ...(isConnected ? [] : [{ id: 'connect', isDone: false, ...words.connect } as const]),
    { id: 'mail', isDone: hasMailed, ...words.mail(lab.shop.supportAddress) },
    { id: 'chat', isDone: hasChatted, ...words.chat(person) },
    { id: 'answer', isDone: isMailAnswered && isChatAnswered, ...words.answer({ isMailAnswered, isChatAnswered }) },
    { id: 'thread', isDone: hasMailed && hasChatted && isMailAnswered && isChatAnswered, ...words.thread(person) },
  ]
}
