import { SettingError } from './errors.ts'
import type { SettingReader } from './settings.ts'

/** A store for files that speaks the protocol of S3. */
export interface S3Config {
  readonly endpoint: string | null
  readonly region: string
  readonly bucket: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly forcePathStyle: boolean
}

export function readS3(read: SettingReader): S3Config | null {
  const bucket = read.text('S3_BUCKET')
  const endpoint = read.url('S3_ENDPOINT', ['http:', 'https:'])
  const accessKeyId = read.text('S3_ACCESS_KEY_ID')
  const secretAccessKey = read.text('S3_SECRET_ACCESS_KEY')
  const region = read.text('S3_REGION') ?? 'us-east-1'
  const forcePathStyle = read.flag('S3_FORCE_PATH_STYLE') ?? endpoint !== null
  const parts = { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey }
  if (!bucket && !endpoint && !accessKeyId && !secretAccessKey) return null
  for (const [name, value] of Object.entries(parts)) {
    if (!value) throw new SettingError(name, `${name} is missing, although other S3 settings are there.`)
  }
  return {
    endpoint,
    region,
    bucket: bucket!,
    accessKeyId: accessKeyId!,
    secretAccessKey: secretAccessKey!,
    forcePathStyle,
  }
}
