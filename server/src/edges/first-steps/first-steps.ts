import { firstStepNames, getFirstSteps, type FirstStepName } from '@throughline/protocol/first-steps/first-steps.ts'
import { handle, type HttpServer } from '../../platform/http/http.ts'

/**
 * What a newcomer does first, and what of it has really worked. Owns no table, and remembers nothing: each step is
 * asked of the part that knows, every time, so that the list never claims what is not so. Nobody can tick a step by hand.
 */
export type Facts = Record<FirstStepName, boolean>

export interface FirstStepDeps {
  facts: () => Promise<Facts>
  /** Somebody tried it with mail of their own, which is no customer's. */
  ownMail: () => Promise<{ address: string } | null>
}

export function firstStepRoutes(app: HttpServer, deps: FirstStepDeps): void {
  handle(app, getFirstSteps, async () => {
    const facts = await deps.facts()
    const ownMail = facts.mail_arrived ? null : await deps.ownMail()
    return { steps: firstStepNames.map((name) => ({ name, done: facts[name] })), ownMail }
  })
}
