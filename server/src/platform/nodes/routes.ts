import { listNodes } from '@throughline/protocol/nodes/nodes.ts'
import type { Db } from '../db/db.ts'
import { handle, type HttpServer } from '../http/http.ts'
import { runningNodes } from './queries.ts'

export function nodeRoutes(app: HttpServer, { db }: { db: Db }): void {
  handle(app, listNodes, async () => ({
    items: (await runningNodes(db)).map((node) => ({
      id: node.id,
      name: node.name,
      version: node.version,
      services: node.services,
      startedAt: node.started_at.toISOString(),
      seenAt: node.seen_at.toISOString(),
      takesWork: node.proven_at !== null,
      problem: node.problem,
    })),
  }))
}
