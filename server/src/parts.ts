import type { Part } from './lib/part.ts'

/**
 * The folders of the parts in the order of the ladder: a part imports only from `lib` and from parts above it here.
 * `run` and `cli` stand on top and see everything. Each part says in its `part.ts` what it is and what it owns. To add a
 * domain, make its folder and give it a line.
 */
export const ladder = [
  // platform: what every domain stands on
  'platform/db',
  'platform/files',
  'platform/clamd',
  'platform/http',
  'platform/events',
  'platform/jobs',
  'platform/nodes',
  'platform/timers',
  'platform/leases',
  'platform/schedules',
  // people: who answers, and who writes to us
  'people/audit',
  'people/staff',
  'people/customers',
  'people/business',
  // record: what was said
  'record/timeline',
  'record/consents',
  'record/saved-replies',
  // work: what is to be done about it
  'work/reacting',
  'work/tags',
  'work/issues',
  // judgement: what is decided, and who is notified
  'judgement/notifications',
  // channels: the ways in and out
  'channels',
  // edges: what others see of it
  'edges/realtime',
  'edges/webhooks',
  'edges/first-steps',
  'edges/portal',
  'edges/lab',
] as const

export interface PlacedPart extends Part {
  /** Below `server/src`; its front door is the file of the same name in it. */
  folder: string
}

/** What the parts declare, in the order of the ladder. */
export function loadParts(): Promise<PlacedPart[]> {
  return Promise.all(ladder.map(async (folder) => ({ folder, ...(await declaredIn(folder)) })))
}

async function declaredIn(folder: string): Promise<Part> {
  const file: { part: Part } = await import(new URL(`./${folder}/part.ts`, import.meta.url).href)
  return file.part
}
