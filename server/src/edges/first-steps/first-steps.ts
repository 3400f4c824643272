import { firstStepNames, getFirstSteps, type FirstStepName } from '@throughline/protocol/first-steps/first-steps.ts'
import { handle, type HttpServer } from '../../platform/http/http.ts'

/**
 * What a newcomer does first, and what of it has really worked. Owns no table, and remembers nothing: each step is
 * asked of the part that knows, every time, so that the list never claims what is not so. Nobody can tick a step by hand.
 */
export type Facts = Record<FirstStepName, boolean>

export function firstStepRoutes(app: HttpServer, deps: { facts: () => Promise<Facts> }): void {
  handle(app, getFirstSteps, async () => {
    const facts = await deps.facts()
    return { steps: firstStepNames.map((name) => ({ name, done: facts[name] })) }
  })
}
