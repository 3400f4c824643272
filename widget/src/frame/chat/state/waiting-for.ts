import type { Waiting } from './state.ts'

/** A message as it was just written, before anything has become of it. */
export function waitingFor(echoId: string, more: Partial<Waiting> = {}): Waiting {
  return { echoId, text: echoId, files: [], at: new Date().toISOString(), state: 'waiting', problem: null, ...more }
}
