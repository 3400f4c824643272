import type { HttpServer } from '../../platform/http/http.ts'

/**
 * One provider outside of us, simulated: a mail provider today, a phone network and the messengers later. Each speaks
 * its real protocol to the product's own door and takes what the product sends through the provider's door; none of
 * them knows anything of the inside. A further one is a value of this shape in the list of `lab.ts`, and a panel of the
 * page beside it.
 */
export interface LabProvider {
  readonly name: string
  /** What the page asks of it, below `/try/api`. */
  routes(app: HttpServer): void
  stop(): Promise<void>
}
