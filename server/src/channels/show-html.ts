import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import { getEntryHtml, getEntryPicture } from '@throughline/protocol/timeline/entries.ts'
import type { Db } from '../platform/db/db.ts'
import { can, handle, type Caller, type HttpServer } from '../platform/http/http.ts'
import { AppError } from '../lib/errors.ts'
import type { Clock } from '../lib/clock.ts'
import type { AddressRules } from '../lib/safe-address.ts'
import { issueFacts } from '../work/issues/issues.ts'
import {
  asTheyRead,
  attachmentsOf,
  downloadHeaders,
  entriesByIds,
  entrySubjects,
  htmlOf,
} from '../record/timeline/timeline.ts'
import type { ChannelStore } from './configuring/channel-store.ts'
import type { ShowHtmlOptions, ShownHtml } from './contract.ts'
import type { Registry } from './registry.ts'
import { createRemotePictures, pictureKey } from './remote-pictures.ts'

export interface ShowHtmlDeps {
  db: Db
  store: ChannelStore
  registry: Registry
  clock: Clock
  addressRules: AddressRules
}

/**
 * Bodies in HTML, made harmless by the adapter of the channel they came by, and the remote pictures in them, for who may
 * read the entry. Only what a mail itself shows is ever fetched: this is no way to call an address of one's own choice.
 */
export function showHtmlRoutes(app: HttpServer, deps: ShowHtmlDeps): void {
  const { db, store, registry } = deps
  const pictures = createRemotePictures(deps)
  const addresses = rememberAddresses()

  handle(app, getEntryHtml, async ({ params, query, caller }) => {
    const { show } = await readable(params.id, caller)
    const attachments = await attachmentsOf(db, [params.id])
    const urls = new Map(
      // Of two with one name the first is shown; the other is listed as a file.
      attachments
        .toReversed()
        .flatMap((file) => (file.content_id ? [[file.content_id, `/api/v1/attachments/${file.id}`]] : [])),
    )
    return show({
      imageUrl: (contentId) => urls.get(contentId) ?? null,
      ...(query.pictures && {
        remoteImageUrl: (url: string) => `/api/v1/entries/${params.id}/pictures/${pictureKey(url)}`,
      }),
    })
  })

  handle(app, getEntryPicture, async ({ params, caller, reply }) => {
    const { show } = await readable(params.id, caller)
    const wanted = addresses.of(params.id, show).get(params.key)
    if (wanted === undefined) throw new AppError('not_found', timelineWords.no_such_picture())
    const { mediaType, content } = await pictures.fetch(params.id, wanted)
    reply.headers(downloadHeaders({ name: 'picture', mediaType, sizeBytes: content.length }))
    return content
  })

  async function readable(id: string, caller: Caller): Promise<{ show: Show }> {
    const [[entry], html] = await Promise.all([entriesByIds(db, [id]), htmlOf(db, id)])
    // A deleted channel still says what it was, and so who can read what came by it.
    const channel = entry?.channel_id ? (await store.briefs([entry.channel_id])).get(entry.channel_id) : undefined
    const adapter = channel && registry.adapterOf(channel.kind)
    const subjectOf = await entrySubjects(db, issueFacts, caller, entry ? [entry] : [])
    const mayRead = entry && can(caller, 'thread.read', subjectOf(entry))
    // Of what was changed or taken back there is no HTML that would say so.
    const isAsItCame = entry && (await asTheyRead(db, [entry]))[0] === entry
    if (!entry || !mayRead || !html || !adapter?.showHtml || !isAsItCame) {
      throw new AppError('not_found', timelineWords.no_html())
    }
    return { show: (options) => adapter.showHtml!(html, { ...options, content: entry.content }) }
  }
}

type Show = (options: Omit<ShowHtmlOptions, 'content'>) => ShownHtml

/** Pictures of one mail; what is behind the last is not fetched. */
const maxPictures = 500
/** Mails whose addresses are remembered: a browser asks for all pictures of one at once, and each look reads it anew. */
const maxMails = 50

function rememberAddresses() {
  const byEntry = new Map<string, Map<string, string>>()
  return {
    of(entryId: string, show: Show): ReadonlyMap<string, string> {
      const known = byEntry.get(entryId)
      if (known) return known
      const found = new Map<string, string>()
      show({
        imageUrl: () => null,
        remoteImageUrl(url) {
          if (found.size < maxPictures) found.set(pictureKey(url), url)
          return ''
        },
      })
      byEntry.set(entryId, found)
      for (const oldest of byEntry.keys()) {
        if (byEntry.size <= maxMails) break
        byEntry.delete(oldest)
      }
      return found
    },
  }
}
