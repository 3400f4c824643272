import { webchatWords } from '@throughline/protocol/webchat/words.ts'
import {
  downloadVisitorFile,
  endVisitorSession,
  getVisitorSession,
  getWebchat,
  giveReach as giveReachContract,
  identifyVisitor,
  listVisitorMessages,
  maxVisitorFileBytes,
  sendVisitorMessage,
  uploadVisitorFile,
} from '@throughline/protocol/webchat/webchat.ts'
import type { FastifyRequest } from 'fastify'
import { handlePublic, handlePublicUpload, type HttpServer } from '../../platform/http/http.ts'
import { AppError } from '../../lib/errors.ts'
import { networkOf } from '../../lib/network-of.ts'
import { admitUpload, UploadRefusal } from '../../record/timeline/timeline.ts'
import { allowSites } from './cors.ts'
import type { Moment, PortalDeps } from './deps.ts'
import type { Floods } from './floods/floods.ts'
import type { Live } from './live/live.ts'
import { openFile } from './messages/open-file.ts'
import { readMessages } from './messages/read-messages.ts'
import { refuseUnsaid, say } from './messages/say.ts'
import { refuseFiles, upload } from './messages/uploads.ts'
import type { Viewer } from './messages/view-messages.ts'
import { giveReach } from './reach/give-reach.ts'
import { identify, readIdentityToken } from './signing-in/identify.ts'
import { settleAddresses } from './signing-in/settle-addresses.ts'
import { chatOf, viewChat, type Chat } from './visitors/chat.ts'
import { createRateLimit, type VisitorAction } from './visitors/rate-limit.ts'
import {
  beginSession,
  changeSession,
  findSession,
  keepLocale,
  knownSession,
  touchSession,
} from './visitors/sessions.ts'
import { isNewVisitor } from './visitors/standing.ts'
import { viewSession } from './visitors/view-session.ts'
import { hashOf, visitorTokenOf } from './visitors/visitor-token.ts'

export function visitorRoutes(
  app: HttpServer,
  deps: PortalDeps & Moment & { live: Live; floods: Floods; staffLooks: (customerId: string) => void },
): void {
  const { db, store, clock, live, floods, staffLooks } = deps
  const rateLimit = createRateLimit(deps)
  const limit = { limit: 'visitor' } as const

  /** The visitor of a call that only makes sense after they acted. */
  async function known(channelId: string, request: FastifyRequest): Promise<Viewer> {
    const token = visitorTokenOf(request.headers.authorization)
    const chat = await chatOf(store, channelId)
    return { chat, session: await knownSession(db, channelId, token, clock.now()) }
  }

  /** The visitor who acts, perhaps for the first time. What is refused was no act, and begins nothing. */
  async function acting(
    channelId: string,
    request: FastifyRequest,
    { action, refuse }: { action: VisitorAction; refuse: (chat: Chat) => void },
  ): Promise<Viewer> {
    const token = visitorTokenOf(request.headers.authorization)
    const chat = await chatOf(store, channelId)
    rateLimit.count(action, hashOf(channelId, token))
    const known = await findSession(db, channelId, token, clock.now())
    if (known) return { chat, session: await touchSession(db, known, clock.now()) }
    refuse(chat)
    await floods.arrive(channelId, networkOf(request.ip))
    return { chat, session: await beginSession(db, channelId, token, clock.now()) }
  }

  void app.register(async (scope) => {
    allowSites(scope, deps)

    handlePublic(
      scope,
      getWebchat,
      async ({ params }) => viewChat(db, await chatOf(store, params.channelId), deps),
      limit,
    )

    handlePublic(
      scope,
      getVisitorSession,
      async ({ params, request }) => viewSession(deps, (await known(params.channelId, request)).session),
      limit,
    )

    handlePublic(
      scope,
      endVisitorSession,
      async ({ params, request }) => {
        const token = visitorTokenOf(request.headers.authorization)
        const session = await findSession(db, params.channelId, token, clock.now()).catch((error: unknown) => {
          if (error instanceof AppError && error.code === 'session_over') return null
          throw error
        })
        if (!session) return
        await changeSession(db, session.id, { ended_at: clock.now() })
        live.sessionChanged(session.id)
      },
      limit,
    )

    handlePublic(
      scope,
      identifyVisitor,
      async ({ params, body, request }) => {
        const viewer = await acting(params.channelId, request, {
          action: 'identification',
          refuse: (chat) => void readIdentityToken(deps, chat, body.identityToken),
        })
        const session = await identify(deps, viewer, body.identityToken)
        live.sessionChanged(session.id)
        return viewSession(deps, session)
      },
      limit,
    )

    handlePublic(
      scope,
      giveReachContract,
      async ({ params, body, request }) => {
        const viewer = await known(params.channelId, request)
        rateLimit.count('reach', viewer.session.token_hash)
        const session = await giveReach(deps, viewer.session, body)
        live.sessionChanged(session.id)
        return viewSession(deps, session)
      },
      limit,
    )

    handlePublic(
      scope,
      listVisitorMessages,
      async ({ params, query, request }) =>
        readMessages(deps, await known(params.channelId, request), { limit: query.limit, before: query.before }),
      limit,
    )

    handlePublic(
      scope,
      sendVisitorMessage,
      async ({ params, body, request, reply }) => {
        const viewer = await acting(params.channelId, request, {
          action: 'message',
          refuse: () => refuseUnsaid(body),
        })
        const isFirst = await isNewVisitor(db, viewer.session)
        const said = await say(deps, viewer, body)
        if (isFirst) {
          // Read under its lock: an address that was given while the word was recorded is in it.
          const { profile } = await changeSession(db, said.session.id, { last_seen_at: clock.now() })
          await settleAddresses(deps, said.customerId, profile, clock.now())
          live.sessionChanged(said.session.id)
        }
        await keepLocale(db, said.session, body.locale)
        if (deps.isLookedAt(said.canonicalId)) staffLooks(said.canonicalId)
        if (!said.isNew) reply.code(200)
        return said.message
      },
      limit,
    )

    handlePublicUpload(
      scope,
      uploadVisitorFile,
      async ({ params, query, request, upload: body }) => {
        const { channelId } = params
        refuseFiles(await chatOf(store, channelId))
        visitorTokenOf(request.headers.authorization)
        const from = { address: networkOf(request.ip), channelId }
        const permit = await admitUpload(deps, from, body.announcedBytes).catch((error: unknown) => {
          const isFlood = error instanceof UploadRefusal && error.scope !== 'all'
          if (isFlood) floods.refused('file', channelId, from.address)
          throw error
        })
        await using _room = permit
        const viewer = await acting(channelId, request, { action: 'file', refuse: refuseFiles })
        // Awaited here: the room is given back at the end of this block.
        return await upload(deps, viewer, { from, name: query.name, body, permit })
      },
      { maxBytes: maxVisitorFileBytes, ...limit },
    )

    handlePublic(
      scope,
      downloadVisitorFile,
      async ({ params, request, reply }) => {
        const file = await openFile(deps, await known(params.channelId, request), params.fileId)
        if (!file) throw new AppError('not_found', webchatWords.no_such_file())
        reply.headers(file.headers)
        return file.stream
      },
      limit,
    )
  })
}
