import { nodeWords } from '@throughline/protocol/nodes/words.ts'
import { joinWordings, type Wording } from '@throughline/protocol/words.ts'
import type { MarkReading } from './marks.ts'
import type { OtherNode } from './queries.ts'

/** What a node concludes from the marks of the others. Pure. */

export interface Reading {
  node: Pick<OtherNode, 'name' | 'isProven' | 'isYoung'>
  mark: MarkReading
}

export interface Judgement {
  /** For operators; null: nothing is wrong. */
  problem: Wording | null
  /** For `/readyz`. A node that has proven itself stays so: null. */
  waitsFor: Wording | null
}

const fine: Judgement = { problem: null, waitsFor: null }

export function judge(own: { name: string; isProven: boolean }, readings: readonly Reading[]): Judgement {
  const { name, isProven } = own
  // A newcomer has to fit the nodes that work. One that works looks at newcomers, too, when their mark has had time.
  const compared = readings.filter(({ node }) => node.isProven || (isProven && !node.isYoung))
  const missing = namesOf(compared, 'missing')
  const unknown = namesOf(compared, 'unknown')
  if (missing !== '') {
    const problem = nodeWords.other_store({ node: name, other: missing })
    if (isProven) return { problem, waitsFor: null }
    return {
      problem: joinWordings(problem, nodeWords.takes_no_work({ node: name })),
      waitsFor: nodeWords.has_other_store(),
    }
  }
  if (unknown === '') return fine
  return {
    problem: nodeWords.store_silent({ node: name, other: unknown }),
    waitsFor: isProven ? null : nodeWords.cannot_show(),
  }
}

function namesOf(readings: readonly Reading[], wanted: MarkReading): string {
  return readings
    .filter(({ mark }) => mark === wanted)
    .map(({ node }) => node.name)
    .join(', ')
}
