import { staffWords } from '@throughline/protocol/staff/words.ts'
import * as contracts from '@throughline/protocol/staff/routes.ts'
import { z } from 'zod'
import { cursorFor } from '../../platform/http/cursor.ts'
import type { FileStore } from '../../platform/files/files.ts'
import { handle, handlePublic, type HttpServer } from '../../platform/http/http.ts'
import { AppError } from '../../lib/errors.ts'
import type { SecretBox } from '../../lib/secrets.ts'
import { companyName } from './installation.ts'
import { createInvited } from './invitations/invite.ts'
import { invitationRoutes, type InvitationRoutesDeps } from './invitations/routes.ts'
import { createStaff } from './members/create.ts'
import { staffById, staffPage } from './members/member.ts'
import { updateStaff } from './members/update.ts'
import { photoRoutes } from './photo/routes.ts'
import { preferenceRoutes } from './preferences.ts'
import { setPresence } from './presence.ts'
import { listRoles } from './role-list.ts'
import { createRole, deleteRole, updateRole } from './roles.ts'
import { completeSetup, isSetupNeeded } from './setup.ts'
import { createSkill, listSkills } from './skills.ts'
import { createTeam, deleteTeam, listTeams, updateTeam } from './teams.ts'
import { createToken, listTokens, revokeToken } from './tokens/tokens.ts'

const staffCursor = cursorFor('staff', z.uuid())

export interface StaffRoutesDeps extends InvitationRoutesDeps {
  secrets: SecretBox
  files: FileStore
  /** Who has access has changed: this node knows it before the request is answered. */
  peopleChanged: () => void
}

export function staffRoutes(app: HttpServer, deps: StaffRoutesDeps): void {
  const { db, secrets, clock, signIn, hashCost } = deps
  signIn.routes(app)
  preferenceRoutes(app, { db, clock })
  photoRoutes(app, deps)
  invitationRoutes(app, deps)

  handlePublic(app, contracts.getSetup, async () => ({ needed: await isSetupNeeded(db) }))
  handlePublic(
    app,
    contracts.completeSetup,
    ({ body, request }) =>
      signIn.queueHashing(request.ip, () =>
        completeSetup(db, secrets, clock, { ...body, address: request.ip, hashCost }),
      ),
    { limit: 'signIn' },
  )

  handle(app, contracts.getMe, async ({ caller }) => {
    const { kind, id, name, role } = caller
    const member = kind === 'staff' ? await staffById(db, id) : undefined
    const [email, photoUrl] = [member?.email ?? null, member?.photoUrl ?? null]
    return {
      kind,
      id,
      name,
      email,
      role,
      permissions: [...caller.permissions],
      companyName: await companyName(db),
      photoUrl,
    }
  })

  handle(app, contracts.listStaff, async ({ query }) => {
    const { rows, nextCursor } = await staffCursor.page(
      query,
      (after, limit) => staffPage(db, { after, limit }),
      (member) => member.id,
    )
    return { items: rows, nextCursor }
  })
  handle(app, contracts.createStaff, async ({ body: { password, invite, ...person }, caller }) => {
    try {
      if (invite && password === undefined) return await createInvited(deps, { ...person, ...invite, by: caller })
      if (invite || password === undefined) throw new AppError('invalid_request', staffWords.password_or_invitation())
      return await signIn.queueHashing(caller.address, () =>
        createStaff(db, clock, { ...person, password, by: caller, hashCost }),
      )
    } finally {
      // Also when it failed: who is invited is there even if the mail does not leave.
      deps.peopleChanged()
    }
  })
  handle(app, contracts.updateStaff, async ({ params, body, caller }) => {
    const member = await updateStaff(db, clock, { ...params, ...body, by: caller })
    deps.peopleChanged()
    await signIn.forget()
    return member
  })

  handle(app, contracts.listTeams, async () => ({ items: await listTeams(db) }))
  handle(app, contracts.createTeam, ({ body, caller }) => createTeam(db, clock, { ...body, by: caller }))
  handle(app, contracts.updateTeam, ({ params, body, caller }) =>
    updateTeam(db, clock, { ...params, ...body, by: caller }),
  )
  handle(app, contracts.deleteTeam, ({ params, caller }) => deleteTeam(db, clock, { ...params, by: caller }))
  handle(app, contracts.listSkills, async () => ({ items: await listSkills(db) }))
  handle(app, contracts.createSkill, ({ body, caller }) => createSkill(db, clock, { ...body, by: caller }))
  handle(app, contracts.listRoles, async () => ({ items: await listRoles(db) }))
  handle(app, contracts.createRole, ({ body, caller }) => createRole(db, clock, { ...body, by: caller }))

  handle(app, contracts.updateRole, async ({ params, body, caller }) => {
    const role = await updateRole(db, clock, { name: params.id, ...body, by: caller })
    // What was looked up a moment ago no longer holds.
    await signIn.forget()
    return role
  })
  handle(app, contracts.deleteRole, ({ params, caller }) => deleteRole(db, clock, { name: params.id, by: caller }))

  handle(app, contracts.putPresence, async ({ body, caller }) => {
    if (caller.kind !== 'staff') throw new AppError('forbidden', staffWords.token_not_present())
    await setPresence(db, clock, { staffId: caller.id, state: body.state })
    return body
  })

  handle(app, contracts.listTokens, async () => ({ items: await listTokens(db) }))
  handle(app, contracts.createToken, ({ body, caller }) => createToken(db, clock, { ...body, by: caller }))
  handle(app, contracts.deleteToken, async ({ params, caller }) => {
    await revokeToken(db, clock, { id: params.id, by: caller })
    await signIn.forget()
  })
}
