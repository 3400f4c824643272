import { telegramWords } from '@throughline/protocol/telegram/words.ts'
import { z } from 'zod'
import { ChannelError, type FetchedMedia, type MediaToFetch } from '../../contract.ts'
import { callBot, downloadFrom, type Caller } from './call.ts'

/** What Telegram gives to bots. */
const maxBytes = 20 * 1024 * 1024

const File = z.object({ file_path: z.string().optional(), file_size: z.number().optional() })

/** A file by its id: a link that is good for an hour, and the bytes behind it. */
export async function fetchMedia(caller: Caller, { reference, sizeBytes }: MediaToFetch): Promise<FetchedMedia> {
  if ((sizeBytes ?? 0) > maxBytes) throw tooBig()
  const { file_path: path, file_size: size } = await callBot(
    caller,
    'getFile',
    { file_id: reference['fileId'] ?? '' },
    File,
  )
  if ((size ?? 0) > maxBytes) throw tooBig()
  if (path === undefined) throw new ChannelError('permanent', 'no_path', telegramWords.refused({ said: 'file_path' }))
  const { headers, body } = await downloadFrom(caller, path, maxBytes)
  return { mediaType: headers['content-type'] ?? 'application/octet-stream', body: piecesOf(body) }
}

const tooBig = (): ChannelError => new ChannelError('permanent', 'too_big', telegramWords.too_big_to_fetch())

async function* piecesOf(body: Buffer): AsyncGenerator<Uint8Array> {
  yield body
}
