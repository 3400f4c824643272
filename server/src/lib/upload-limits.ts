import { hourMs, secondMs } from './clock.ts'
import type { SettingReader } from './settings.ts'

/** How much strangers may have us keep. Offices share one address: the limits of one are for some dozens of people. */
export interface UploadLimits {
  /** Without a byte from the sender. */
  readonly idleMs: number
  /** Of visitors, on their way at one time: of one network address, and in all. One channel gets half of all. */
  readonly atOncePerAddress: number
  readonly atOnce: number
  /** Of visitors, on their way or not sent yet; within an hour, sent ones included, `hourlyShare` times as much. */
  readonly bytesPerAddress: number
  readonly bytesPerChannel: number
  readonly bytes: number
  /** After that a visitor's file that was not sent is removed. */
  readonly keptMs: number
  /** Room on the disk that no upload takes. */
  readonly freeDiskBytes: number
}

export function readUploadLimits(read: SettingReader): UploadLimits {
  const mebibytes = (name: string, otherwise: number): number => (read.integer(name) ?? otherwise) * 2 ** 20
  const count = (name: string, otherwise: number): number => read.integer(name, { min: 1 }) ?? otherwise
  return {
    idleMs: count('UPLOAD_IDLE_SECONDS', 20) * secondMs,
    atOncePerAddress: count('UPLOADS_AT_ONCE_ADDRESS', 12),
    atOnce: count('UPLOADS_AT_ONCE', 200),
    bytesPerAddress: mebibytes('UPLOAD_MIB_ADDRESS', 300),
    bytesPerChannel: mebibytes('UPLOAD_MIB_CHANNEL', 2048),
    bytes: mebibytes('UPLOAD_MIB', 4096),
    keptMs: count('UPLOAD_KEPT_HOURS', 24) * hourMs,
    freeDiskBytes: mebibytes('DISK_FLOOR_MIB', 512),
  }
}
