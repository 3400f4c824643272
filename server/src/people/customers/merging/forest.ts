/** One merge that stands: `otherId` joined `customerId`. */
export interface MergeEdge {
  readonly customerId: string
  readonly otherId: string
}

export interface Standing {
  /** Null while it stands for itself. */
  canonicalId: string | null
  /** How many others it stands for. */
  joinedCount: number
}

/**
 * What each customer stands for, by the merges that stand and nothing else. So the order in which merges were taken
 * back cannot matter: the same edges give the same answer.
 */
export function standingByCustomer(ids: readonly string[], edges: readonly MergeEdge[]): Map<string, Standing> {
  const parentById = new Map(edges.map(({ customerId, otherId }) => [otherId, customerId]))
  const rootOf = (id: string): string => {
    let root = id
    for (let steps = 0; parentById.has(root); steps++) {
      if (steps > edges.length) throw new Error(`The merges around customer ${id} form a cycle.`)
      root = parentById.get(root)!
    }
    return root
  }
  const standings = new Map<string, Standing>(ids.map((id) => [id, { canonicalId: null, joinedCount: 0 }]))
  for (const [id, standing] of standings) {
    const root = rootOf(id)
    if (root === id) continue
    standing.canonicalId = root
    const rootStanding = standings.get(root)
    if (rootStanding) rootStanding.joinedCount++
  }
  return standings
}
