import * as contracts from '@throughline/protocol/staff/routes.ts'
import { handle, handlePublic, type HttpServer } from '../../../platform/http/http.ts'
import type { HashCost } from '../sign-in/passwords/password.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { acceptInvitation, putFirstPassword, readInvitation } from './accept.ts'
import { revokeInvitation } from './end-invitation.ts'
import { invitationOffer, invite, type InvitingDeps } from './invite.ts'

export interface InvitationRoutesDeps extends InvitingDeps {
  signIn: SignIn
  hashCost?: HashCost | undefined
}

export function invitationRoutes(app: HttpServer, deps: InvitationRoutesDeps): void {
  const { db, clock, signIn } = deps
  handle(app, contracts.getInvitationOffer, () => invitationOffer(deps))
  handle(app, contracts.inviteStaff, ({ params, body, caller }) => invite(deps, { ...params, ...body, by: caller }))
  handle(app, contracts.revokeInvitation, ({ params, caller }) =>
    revokeInvitation(db, clock, { ...params, by: caller }),
  )
  handle(app, contracts.putFirstPassword, ({ params, body, caller }) =>
    signIn.queueHashing(caller.address, () => putFirstPassword(deps, { ...params, ...body, by: caller })),
  )

  handlePublic(app, contracts.readInvitation, ({ body }) => readInvitation(deps, body.token), { limit: 'signIn' })
  handlePublic(
    app,
    contracts.acceptInvitation,
    ({ body, request }) =>
      signIn.queueHashing(request.ip, () => acceptInvitation(deps, { ...body, address: request.ip })),
    { limit: 'signIn' },
  )
}
