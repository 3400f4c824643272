import {
  askForMailboxProof,
  getNotificationMailbox,
  proveMailbox,
  type NotificationMailbox,
} from '@throughline/protocol/notifications/by-mail.ts'
import { mailboxOf } from '../../../people/staff/staff.ts'
import { handle, type Caller, type HttpServer } from '../../../platform/http/http.ts'
import type { NotificationMailer } from './mailer.ts'
import { askForProof, proveAddress, refuseProgram, type ProvingDeps } from './prove-address.ts'
import { mailboxRow } from './queries.ts'

export function mailboxRoutes(app: HttpServer, deps: ProvingDeps & { staffMail: NotificationMailer }): void {
  async function view({ kind, id }: Caller): Promise<NotificationMailbox> {
    const [way, mailbox, kept] = await Promise.all([
      deps.staffMail.way(),
      kind === 'staff' ? mailboxOf(deps.db, id) : undefined,
      mailboxRow(deps.db, id),
    ])
    return {
      from: way?.from ?? null,
      answers: way?.answersGo ?? null,
      address: mailbox?.address ?? null,
      isProven: mailbox?.isProven ?? false,
      failure: kept?.failed_at && kept.failure ? { since: kept.failed_at.toISOString(), ...kept.failure } : null,
    }
  }

  handle(app, getNotificationMailbox, ({ caller }) => view(caller))
  handle(app, askForMailboxProof, async ({ body, caller }) => {
    await askForProof(deps, body.language, caller)
    return view(caller)
  })
  handle(app, proveMailbox, async ({ body, caller }) => {
    refuseProgram(caller)
    await proveAddress(deps, body.token, caller)
    return view(caller)
  })
}
