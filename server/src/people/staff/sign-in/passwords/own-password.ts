import type { Db } from '../../../../platform/db/db.ts'
import type { HttpServer } from '../../../../platform/http/http.ts'

/** Whether the person who asks has a password: one who was added by the OpenID provider has none to change. */
export function ownPasswordRoute(app: HttpServer, { db }: { db: Db }): void {
  app.route({
    method: 'GET',
    url: '/api/auth/own-password',
    exposeHeadRoute: false,
    onRequest: app.throughline.gate('signed-in', 'perCaller'),
    handler: async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const account = await db
        .selectFrom('staff_accounts')
        .select('id')
        .where('staff_id', '=', request.caller!.id)
        .where('provider_id', '=', 'credential')
        .executeTakeFirst()
      return { isSet: account !== undefined }
    },
  })
}
