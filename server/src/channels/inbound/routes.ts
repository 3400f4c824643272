import { channelWords } from '@throughline/protocol/channels/words.ts'
import {
  listInbound,
  receiveMessage,
  replayInbound,
  type InboundRecord,
} from '@throughline/protocol/channels/inbound.ts'
import { confirmColleagueMail } from '@throughline/protocol/timeline/writing.ts'
import { z } from 'zod'
import { cursorFor } from '../../platform/http/cursor.ts'
import { refuseToVouch } from '../../people/customers/customers.ts'
import { handle, type HttpServer } from '../../platform/http/http.ts'
import { AppError } from '../../lib/errors.ts'
import { isId } from '../../lib/ids.ts'
import { appendedEntry, entryOnThread, type EntrySources } from '../../record/timeline/timeline.ts'
import { confirmColleague } from './confirm-colleague.ts'
import type { InboundDeps } from './deps.ts'
import { countKept, listKept, type KeptRow } from './queries.ts'
import { recordMessage } from './record-message.ts'
import { replay } from './replay.ts'

/** Attachments travel in base64 within the JSON. */
const maxInboundBytes = 40 * 1024 * 1024

const keptCursor = cursorFor('inbound', z.object({ at: z.string(), id: z.uuid() }))

export function inboundRoutes(app: HttpServer, deps: InboundDeps & { sources: EntrySources }): void {
  const { db, store, sources } = deps

  handle(
    app,
    receiveMessage,
    async ({ params, body, caller, reply }) => {
      refuseToVouch(caller, body.from.assurance)
      const channel = await store.byId(params.id)
      if (!channel.adapter.fromWire) {
        throw new AppError('unusable_channel', channelWords.own_protocol({ channel: channel.name }))
      }
      if (!channel.enabled) throw new AppError('unusable_channel', channelWords.channel_off({ channel: channel.name }))
      if ((body.text ?? '').trim() === '' && !body.content && !body.attachments?.length) {
        throw new AppError('invalid_request', channelWords.nothing_to_record())
      }
      if (body.issueRef !== undefined && !isId(body.issueRef)) {
        throw new AppError('invalid_request', channelWords.not_an_issue_id())
      }
      const recorded = await recordMessage(deps, channel, channel.adapter.fromWire(body), {
        raw: Buffer.from(JSON.stringify(body)),
      })
      if (recorded.entryId === null) throw new AppError('forbidden', channelWords.sender_blocked())
      if (recorded.appended) return appendedEntry(db, sources, recorded.appended)
      reply.code(200)
      return entryOnThread(db, sources, recorded.entryId)
    },
    { maxBytes: maxInboundBytes, limit: 'inbound' },
  )

  async function viewKept(row: KeptRow): Promise<InboundRecord> {
    return {
      id: row.id,
      channel: (await store.briefs([row.channel_id])).get(row.channel_id) ?? null,
      providerId: row.provider_id,
      state: row.state,
      kind: row.kind,
      preview: previewOf(row),
      sentence: row.sentence,
      words: row.words ?? [],
      entryId: row.entry_id,
      hasRaw: row.raw_key !== null,
      receivedAt: row.received_at.toISOString(),
    }
  }

  handle(app, listInbound, async ({ query }) => {
    const filter = { state: query.state ?? null, query: query.query ?? null }
    const [{ rows, nextCursor }, counts] = await Promise.all([
      keptCursor.page(
        query,
        (cursor, limit) => listKept(db, { ...filter, limit, cursor }),
        (kept) => kept.cursor,
      ),
      countKept(db, filter),
    ])
    return { items: await Promise.all(rows.map(({ row }) => viewKept(row))), nextCursor, counts }
  })

  handle(app, confirmColleagueMail, async ({ params, caller }) => {
    await confirmColleague(deps, { entryId: params.id, by: caller })
    return entryOnThread(db, sources, params.id)
  })

  handle(app, replayInbound, async ({ params }) => viewKept(await replay(deps, params.id)))
}

function previewOf({ sender, subject, beginning }: KeptRow): InboundRecord['preview'] {
  return sender === null ? null : { sender, subject: subject ?? '', beginning: beginning ?? '' }
}
