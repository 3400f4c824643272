import { channelWords } from '@throughline/protocol/channels/words.ts'
import {
  checkChannelDomain,
  createChannel as createContract,
  deleteChannel as deleteContract,
  discoverChannel,
  getChannel,
  listChannelKinds,
  listChannels,
  testChannel,
  updateChannel as updateContract,
} from '@throughline/protocol/channels/channels.ts'
import { getOwnAddresses, putOwnAddresses } from '@throughline/protocol/channels/own-addresses.ts'
import { z } from 'zod'
import { AppError } from '../../lib/errors.ts'
import { cursorFor } from '../../platform/http/cursor.ts'
import { handle, type HttpServer } from '../../platform/http/http.ts'
import type { ContextOf } from '../context.ts'
import type { TestStep } from '../contract.ts'
import { giveAgain } from './channel-store.ts'
import { createChannel, deleteChannel, updateChannel, type ChannelDeps } from './change-channel.ts'
import { canSend, senderOf } from '../sends.ts'
import { changeOwnAddresses, ownAddresses } from '../us/own-addresses.ts'
import type { WhoIsUs } from '../us/who-is-us.ts'
import { viewChannel, viewChannelKind } from './view-channel.ts'

const channelCursor = cursorFor('channels', z.object({ after: z.uuid() }))

export function configuringRoutes(
  app: HttpServer,
  deps: ChannelDeps & { publicUrl: string; contextOf: ContextOf; whoIsUs: WhoIsUs },
): void {
  const { store, registry, publicUrl } = deps
  const viewed = async (id: string) => viewChannel(await store.byId(id), publicUrl)

  handle(app, listChannelKinds, () => ({ items: registry.adapters.map(viewChannelKind) }))

  handle(app, discoverChannel, async ({ params, body }) => {
    const adapter = registry.adapters.find(({ kind }) => kind === params.kind)
    if (!adapter?.discover) throw new AppError('not_found', channelWords.nothing_to_discover())
    return adapter.discover(body.address, body.provider ?? null)
  })

  handle(app, listChannels, async ({ query }) => {
    const all = await store.all()
    const after = query.cursor === undefined ? null : channelCursor.decode(query.cursor).after
    const rest = all.slice(after === null ? 0 : all.findIndex((channel) => channel.id === after) + 1)
    const page = rest.slice(0, query.limit)
    return {
      items: page.map((channel) => viewChannel(channel, publicUrl)),
      nextCursor: rest.length > page.length ? channelCursor.encode({ after: page.at(-1)!.id }) : null,
    }
  })

  handle(app, getChannel, ({ params }) => viewed(params.id))
  handle(app, createContract, async ({ body, caller }) => viewed(await createChannel(deps, { ...body, by: caller })))
  handle(app, updateContract, async ({ params, body, caller }) => {
    await updateChannel(deps, params.id, { ...body, by: caller })
    return viewed(params.id)
  })
  handle(app, deleteContract, ({ params, caller }) => deleteChannel(deps, params.id, caller))

  handle(app, getOwnAddresses, () => ownAddresses(deps.db))
  handle(app, putOwnAddresses, async ({ body, caller }) => {
    const changed = await changeOwnAddresses(deps.db, deps.clock, { ...body, by: caller })
    deps.whoIsUs.refresh()
    return changed
  })

  handle(app, checkChannelDomain, async ({ params }) => {
    const { adapter, settings } = await store.byId(params.id)
    const items = settings === null ? [] : ((await adapter.checkDomain?.(settings)) ?? [])
    return { items }
  })

  handle(app, testChannel, async ({ params }) => {
    const channel = await store.byId(params.id)
    const others = {
      async senderOf(kind: string, channelId: string) {
        const sender = senderOf(await store.all(), kind, channelId)
        return sender && canSend(sender) ? sender.name : null
      },
    }
    const tried = (await channel.adapter.test?.(deps.contextOf(channel), others)) ?? [
      { name: channelWords.step_settings(), ok: true, ...channelWords.nothing_to_connect() },
    ]
    const missing = channel.secretsToGiveAgain
    const steps =
      missing.length === 0 ? tried : [{ name: channelWords.step_secrets(), ok: false, ...giveAgain(missing) }, ...tried]
    return { ok: steps.every((step) => step.ok), steps: steps.map(viewStep) }
  })
}

function viewStep({ name, ok, sentence, words }: TestStep) {
  return { name: name.sentence, nameWords: name.words, ok, sentence, words }
}
