import type { MarkReading } from './marks.ts'
import type { OtherNode } from './queries.ts'

/** What a node concludes from the marks of the others. Pure. */

export interface Reading {
  node: Pick<OtherNode, 'name' | 'isProven' | 'isYoung'>
  mark: MarkReading
}

export interface Judgement {
  /** For operators; null: nothing is wrong. */
  problem: string | null
  /** For `/readyz`. A node that has proven itself stays so: null. */
  waitsFor: string | null
}

const remedy = 'Give all nodes the same S3_ settings, or mount the same folder at DATA_DIR/files of each.'
const fine: Judgement = { problem: null, waitsFor: null }

export function judge(own: { name: string; isProven: boolean }, readings: readonly Reading[]): Judgement {
  const { name, isProven } = own
  // A newcomer has to fit the nodes that work. One that works looks at newcomers, too, when their mark has had time.
  const compared = readings.filter(({ node }) => node.isProven || (isProven && !node.isYoung))
  const missing = namesOf(compared, 'missing')
  const unknown = namesOf(compared, 'unknown')
  if (missing !== '') {
    const problem = `${name} has another file store than ${missing}: files would be lost. ${remedy}`
    if (isProven) return { problem, waitsFor: null }
    return {
      problem: `${problem} ${name} takes no work until then; to go on with its own store, stop the others and restart it.`,
      waitsFor:
        'This node does not have the file store of the nodes that run already, and takes no work until it does.',
    }
  }
  if (unknown === '') return fine
  return {
    problem: `${name} cannot read in the file store what ${unknown} left there: the store does not answer.`,
    waitsFor: isProven ? null : 'The file store does not answer, so this node cannot show that it shares it.',
  }
}

function namesOf(readings: readonly Reading[], wanted: MarkReading): string {
  return readings
    .filter(({ mark }) => mark === wanted)
    .map(({ node }) => node.name)
    .join(', ')
}
