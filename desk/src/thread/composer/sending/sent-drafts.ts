import { readDraft, type Draft } from '../draft/draft.ts'

/**
 * What was written before it was sent, for as long as it can be taken back: the way to send it again exactly. Kept in
 * the tab; from elsewhere a message is taken back all the same, and its words are on the thread.
 */
const storageKey = 'throughline-sent-drafts'
const kept = 10

export interface SentDraft {
  draft: Draft
  /** The issue that was closed with it. */
  closedIssueId: string | null
}

let sent = read()

export function keepSentDraft(echoId: string, written: SentDraft): void {
  sent = new Map([...[...sent].slice(-kept + 1), [echoId, written]])
  try {
    sessionStorage.setItem(storageKey, JSON.stringify([...sent]))
  } catch {
    // Storage is full or switched off: it still lives as long as the page.
  }
}

export function sentDraftOf(echoId: string | undefined): SentDraft | undefined {
  return echoId === undefined ? undefined : sent.get(echoId)
}

function read(): Map<string, SentDraft> {
  try {
    const list: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]')
    if (!Array.isArray(list)) return new Map()
    return new Map(
      list.map(([echoId, value]: [string, SentDraft]) => [
        echoId,
        { draft: readDraft(value.draft), closedIssueId: value.closedIssueId },
      ]),
    )
  } catch {
    return new Map()
  }
}
