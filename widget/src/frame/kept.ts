import type { Waiting } from './chat/state/state.ts'

/** What outlives the page on this device, once the visitor has acted. */
export interface Kept {
  readonly token: string | null
  /** When the token was made, by the clock of this device: of two tabs' tokens the newer one counts. */
  readonly begunAt: number
  /** Whom the host's token spoke of, so that the same one is not handed in at every page. */
  readonly identifiedAs: string | null
  readonly draft: string
  readonly waiting: readonly Waiting[]
  readonly isReachAsked: boolean
}

export const nothingKept: Kept = {
  token: null,
  begunAt: 0,
  identifiedAs: null,
  draft: '',
  waiting: [],
  isReachAsked: false,
}

/** What was kept by an older widget, or by somebody else's hand, is read as far as it makes sense. */
export function readKept(kept: string | null): Kept {
  const found = parse(kept)
  return {
    token: textOrNull(found['token']),
    begunAt: Number(found['begunAt']) || 0,
    identifiedAs: textOrNull(found['identifiedAs']),
    draft: textOrNull(found['draft']) ?? '',
    waiting: Array.isArray(found['waiting']) ? found['waiting'].flatMap(waitingOf) : [],
    isReachAsked: found['isReachAsked'] === true,
  }
}

/** Null when there is nothing worth keeping, so that a visitor who did nothing leaves nothing. */
export function writeKept(kept: Kept): string | null {
  if (JSON.stringify(kept) === JSON.stringify(nothingKept)) return null
  const waiting = kept.waiting.map(({ echoId, text, files, at, state, problem }) => {
    const names = files.map(({ name, sizeBytes, uploadedId }) => ({ name, sizeBytes, uploadedId }))
    // Whether it is on its way this very moment, the next page cannot know.
    return { echoId, text, files: names, at, state: state === 'failed' ? state : 'waiting', problem }
  })
  return JSON.stringify({ ...nothingKept, ...kept, waiting })
}

function waitingOf(found: unknown): Waiting[] {
  if (!isRecord(found)) return []
  const [echoId, text, at] = [textOrNull(found['echoId']), textOrNull(found['text']), textOrNull(found['at'])]
  if (echoId === null || text === null || at === null) return []
  const files = (Array.isArray(found['files']) ? found['files'] : []).filter(isRecord).map((file) => ({
    name: textOrNull(file['name']) ?? '',
    sizeBytes: Number(file['sizeBytes']) || 0,
    file: null,
    uploadedId: textOrNull(file['uploadedId']),
    progress: 0,
  }))
  const state = found['state'] === 'failed' ? 'failed' : 'waiting'
  return [{ echoId, text, at, files, state, problem: textOrNull(found['problem']) }]
}

function parse(kept: string | null): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(kept ?? 'null')
    return isRecord(found) ? found : {}
  } catch {
    return {}
  }
}

function isRecord(found: unknown): found is Record<string, unknown> {
  return typeof found === 'object' && found !== null && !Array.isArray(found)
}

function textOrNull(found: unknown): string | null {
  return typeof found === 'string' ? found : null
}
