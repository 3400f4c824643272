import type { MediaToFetch } from '../../contract.ts'
import { clean } from './text.ts'
import type { File, Message } from './updates.ts'

/** The files of a message, by which `getFile` finds them. A photo comes in several sizes, of which the largest counts. */
export function mediaOf(message: Message): MediaToFetch[] {
  const { message_id: id, photo, animation, document, voice, audio, video, video_note: note, sticker } = message
  const largest = photo?.toSorted((a, b) => b.width * b.height - a.width * a.height)[0]
  const found = [
    largest && { ...named(largest, `photo-${id}.jpg`, 'image/jpeg') },
    // An animation is named as a document once more.
    animation
      ? named(animation, `animation-${id}.mp4`, 'video/mp4')
      : document && named(document, `file-${id}`, unknownType),
    voice && named(voice, `voice-${id}.ogg`, 'audio/ogg'),
    audio && named(audio, `audio-${id}.mp3`, 'audio/mpeg'),
    video && named(video, `video-${id}.mp4`, 'video/mp4'),
    note && named(note, `video-note-${id}.mp4`, 'video/mp4'),
    sticker && stickerFile(sticker, id),
  ]
  return found.filter((file) => file !== undefined)
}

const unknownType = 'application/octet-stream'

function named(file: File, name: string, type: string): MediaToFetch {
  return {
    name:
      clean(file.file_name ?? '')
        .slice(0, 200)
        .toWellFormed() || name,
    declaredType: clean(file.mime_type ?? '').slice(0, 200) || type,
    sizeBytes: file.file_size ?? null,
    reference: { fileId: clean(file.file_id) },
  }
}

function stickerFile(sticker: NonNullable<Message['sticker']>, id: number): MediaToFetch {
  if (sticker.is_animated) return named(sticker, `sticker-${id}.tgs`, 'application/x-tgsticker')
  if (sticker.is_video) return named(sticker, `sticker-${id}.webm`, 'video/webm')
  return named(sticker, `sticker-${id}.webp`, 'image/webp')
}
