import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import { AppError } from '../../../../lib/errors.ts'
import type { UploadLimits } from '../../../../lib/upload-limits.ts'

/** The present load: uploads that run, and bytes that arrive or are not sent yet. */
export interface Load {
  readonly address: Share
  readonly channel: Share
  /** Of all visitors. */
  readonly all: Share
}

export interface Share {
  readonly atOnce: number
  readonly bytes: number
  /** Within the last hour, sent ones included. */
  readonly hourBytes: number
}

/** Which limit was reached: of an address, of a channel, or of all together (or the disk is nearly full). */
export type Scope = 'address' | 'channel' | 'all'

/** An upload that was refused. Only the limits of an address or channel say something about the sender. */
export class UploadRefusal extends AppError {
  readonly scope: Scope
  constructor(scope: Scope, ...error: ConstructorParameters<typeof AppError>) {
    super(...error)
    this.scope = scope
  }
}

/** Who sent it all meant it; yet a disk fills by what is sent, too. */
export const hourlyShare = 4
/** A row and a block of the disk cost something as well. */
export const leastBytes = 64 * 1024
/** Signed-in people are known, and bounded all the same. */
const staffLimits = { atOnce: 30, bytes: 2 * 2 ** 30 }

/** Why a visitor may not upload so many bytes now; null when they may. */
export function refusalOf(load: Load, bytes: number, limits: UploadLimits): UploadRefusal | null {
  const { address, channel, all } = load
  if (address.atOnce >= limits.atOncePerAddress) return tooManyAtOnce('address')
  if (isOver(address, bytes, limits.bytesPerAddress)) {
    return new UploadRefusal('address', 'too_many_requests', timelineWords.too_many_bytes_from_network(), {
      retryAfterSeconds: 600,
    })
  }
  if (channel.atOnce >= limits.atOnce / 2) return tooManyAtOnce('channel')
  if (all.atOnce >= limits.atOnce) return tooManyAtOnce('all')
  if (isOver(channel, bytes, limits.bytesPerChannel)) return noRoom('channel')
  if (isOver(all, bytes, limits.bytes)) return noRoom('all')
  return null
}

export function staffRefusalOf(own: Omit<Share, 'hourBytes'>, bytes: number): UploadRefusal | null {
  if (own.atOnce >= staffLimits.atOnce) return tooManyAtOnce('all')
  if (own.bytes + bytes <= staffLimits.bytes) return null
  return new UploadRefusal('all', 'too_many_files', timelineWords.too_many_files_waiting())
}

export function noRoom(scope: Scope): UploadRefusal {
  return new UploadRefusal(scope, 'insufficient_storage', timelineWords.no_room_for_files(), {
    retryAfterSeconds: 600,
  })
}

function isOver(share: Share, bytes: number, limit: number): boolean {
  return share.bytes + bytes > limit || share.hourBytes + bytes > limit * hourlyShare
}

function tooManyAtOnce(scope: Scope): UploadRefusal {
  return new UploadRefusal(scope, 'too_many_requests', timelineWords.too_many_uploads(), { retryAfterSeconds: 30 })
}
