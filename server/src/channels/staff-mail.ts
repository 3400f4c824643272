import { staffWords } from '@throughline/protocol/staff/words.ts'
import { newId } from '../lib/ids.ts'
import { AppError } from '../lib/errors.ts'
import type { Db } from '../platform/db/db.ts'
import { companyName, type StaffMail } from '../people/staff/staff.ts'
import type { ChannelStore, ConfiguredChannel } from './configuring/channel-store.ts'
import { ChannelError } from './contract.ts'
import type { ContextOf } from './context.ts'
import { canSend } from './sends.ts'
import type { WhoIsUs } from './us/who-is-us.ts'

/**
 * Mail to the people who answer. It leaves by the first channel of mail that really sends, and never into the built-in
 * outbox, where the whole team would read it.
 */
export function createStaffMail({
  db,
  store,
  contextOf,
  whoIsUs,
}: {
  db: Db
  store: ChannelStore
  contextOf: ContextOf
  whoIsUs: WhoIsUs
}): StaffMail {
  const addressOf = ({ adapter, settings }: ConfiguredChannel): string | null =>
    adapter.ownAddresses?.(settings).addresses[0] ?? null

  async function sender(): Promise<ConfiguredChannel | null> {
    const able = (await store.all()).filter(
      (channel) => channel.adapter.mailToStaff && canSend(channel) && addressOf(channel) !== null,
    )
    return able.find(({ sendingFailure }) => sendingFailure === null) ?? able[0] ?? null
  }

  return {
    async from() {
      const channel = await sender()
      return channel && addressOf(channel)
    },
    async comesBack(address) {
      const us = await whoIsUs.now()
      return us.isMailbox(address) || us.channelsOf([address]).size > 0
    },
    async send(mail) {
      const channel = await sender()
      // It was there when it was offered.
      if (!channel) throw new AppError('conflict', staffWords.no_invitations())
      try {
        const fromName = (await companyName(db)) ?? ''
        await channel.adapter.mailToStaff!({ ...mail, fromName, key: newId() }, contextOf(channel))
      } catch (error) {
        if (!(error instanceof ChannelError)) throw error
        throw new AppError('upstream_failed', error.wording, { cause: error })
      }
    },
  }
}
