import { hourMs, secondMs } from './clock.ts'
import type { SettingReader } from './settings.ts'

/** How much strangers may upload. Offices share one address: its limits are for some dozens of people. */
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
  /** Of a file that is fetched from a provider. */
  readonly fetchedBytes: number
  /** Free space on the disk that no upload and no fetched file may use. */
  readonly freeDiskBytes: number
}

export function readUploadLimits(read: SettingReader): UploadLimits {
  return {
    idleMs: (read.integer('UPLOAD_IDLE_SECONDS', { min: 1 }) ?? 20) * secondMs,
    atOncePerAddress: read.integer('UPLOADS_AT_ONCE_ADDRESS', { min: 1 }) ?? 12,
    atOnce: read.integer('UPLOADS_AT_ONCE', { min: 1 }) ?? 200,
    bytesPerAddress: (read.integer('UPLOAD_MIB_ADDRESS') ?? 300) * mebibyte,
    bytesPerChannel: (read.integer('UPLOAD_MIB_CHANNEL') ?? 2048) * mebibyte,
    bytes: (read.integer('UPLOAD_MIB') ?? 4096) * mebibyte,
    keptMs: (read.integer('UPLOAD_KEPT_HOURS', { min: 1 }) ?? 24) * hourMs,
    // What is larger could not be read into memory to be sent on.
    fetchedBytes: (read.integer('FETCHED_FILE_MIB', { min: 1, max: 100 }) ?? 100) * mebibyte,
    freeDiskBytes: (read.integer('DISK_FLOOR_MIB') ?? 512) * mebibyte,
  }
}

const mebibyte = 2 ** 20
