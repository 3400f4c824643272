import { isProblem } from '../../session/problem-error.ts'
import { say } from '../../words/words.ts'

/** What the server found wrong, by field, to be shown beside each; empty when it named none. */
export function refusedFields(error: unknown): Record<string, string> {
  if (!isProblem(error) || !error.problem.errors) return {}
  return Object.fromEntries(
    error.problem.errors.map(({ path, message, words }) => [path.replace(/^body\./, ''), say(message, words)]),
  )
}
