import { listNodes, type Node } from '@throughline/protocol/nodes/nodes.ts'
import type { Db } from '../db/db.ts'
import { handle, type HttpServer } from '../http/http.ts'
import { runningNodes, type NodeRow } from './queries.ts'

/** What nodes do alone is known further up. */
export interface NodeRouteDeps {
  db: Db
  leases: { current(): Promise<{ nodeId: string; kind: string; name: string; title: string; takenAt: Date }[]> }
}

export function nodeRoutes(app: HttpServer, { db, leases }: NodeRouteDeps): void {
  handle(app, listNodes, async () => {
    const [nodes, held] = await Promise.all([runningNodes(db), leases.current()])
    return {
      items: nodes.map((node) =>
        view(
          node,
          held.filter(({ nodeId }) => nodeId === node.id),
        ),
      ),
    }
  })
}

function view(node: NodeRow, leases: Awaited<ReturnType<NodeRouteDeps['leases']['current']>>): Node {
  return {
    id: node.id,
    name: node.name,
    version: node.version,
    services: node.services,
    startedAt: node.started_at.toISOString(),
    seenAt: node.seen_at.toISOString(),
    takesWork: node.proven_at !== null,
    problem: node.problem,
    words: node.problem_words ?? [],
    leases: leases.map(({ kind, name, title, takenAt }) => ({ kind, name, title, since: takenAt.toISOString() })),
  }
}
