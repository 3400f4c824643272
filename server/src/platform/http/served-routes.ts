import type { FastifyInstance } from 'fastify'

export interface ServedRoute {
  readonly method: string
  /** As it was declared: `/api/v1/customers/:id`. */
  readonly path: string
}

/** Grows with every route that is declared from now on; without those for HEAD, which answer like GET. */
export function servedRoutes(app: FastifyInstance): readonly ServedRoute[] {
  const routes: ServedRoute[] = []
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD') routes.push({ method: one, path: url })
  })
  return routes
}
