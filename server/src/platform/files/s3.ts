import { Readable, Transform, pipeline } from 'node:stream'
import type { S3Driver } from 'flydrive/drivers/s3'
import { secondMs } from '../../lib/clock.ts'
import type { S3Config } from '../../lib/s3-config.ts'

export const usualPatienceMs = 20 * secondMs

/** How long one answer may take in all, by how long the store may be silent. */
export const longestAnswerMs = (patienceMs: number): number => 15 * patienceMs

/** Of everything but a file: the longest that is asked for lists a thousand keys. */
const maxAnswerBytes = 2 * 1024 * 1024

// Loaded only where it is used: the S3 client is larger than everything else together.
export async function s3Driver(config: S3Config, patienceMs: number): Promise<S3Driver> {
  const [{ S3Driver }, { S3Client }] = await Promise.all([import('flydrive/drivers/s3'), import('@aws-sdk/client-s3')])
  const client = new S3Client({
    region: config.region,
    ...(config.endpoint ? { endpoint: config.endpoint } : {}),
    forcePathStyle: config.forcePathStyle,
    credentials: { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey },
    // Amazon's own take a checksum after the bytes. Many others know nothing of it, and keep the frames around each part of
    // the bytes as if they belonged to the file. What was kept is checked as it is read.
    ...(config.endpoint
      ? { requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' }
      : {}),
    // Without these a store that never answers is waited for without end, also by those who hand in a mail.
    requestHandler: {
      connectionTimeout: patienceMs,
      socketTimeout: patienceMs,
      requestTimeout: longestAnswerMs(patienceMs),
      throwOnRequestTimeout: true,
    },
  })
  // The client reads lists and errors into memory, however long they are. Low: before the client looks at them.
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const result = await next(args)
        const { response } = result
        const isFile = (status: number): boolean => commandName === 'GetObjectCommand' && status < 300
        if (isAnswer(response) && !isFile(response.statusCode)) {
          response.body = limited(response.body, longestAnswerMs(patienceMs))
        }
        return result
      },
    { step: 'deserialize', priority: 'low', name: 'limitAnswers' },
  )
  return new S3Driver({ client, bucket: config.bucket, visibility: 'private', supportsACL: false })
}

function isAnswer(response: unknown): response is { statusCode: number; body: Readable } {
  return (
    typeof response === 'object' &&
    response !== null &&
    'statusCode' in response &&
    'body' in response &&
    response.body instanceof Readable
  )
}

function limited(body: Readable, withinMs: number): Readable {
  let received = 0
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length
      if (received > maxAnswerBytes) done(new Error(`the store answers with more than ${maxAnswerBytes} bytes`))
      else done(null, chunk)
    },
  })
  const timer = setTimeout(() => limit.destroy(new Error('the answer of the store takes too long')), withinMs)
  pipeline(body, limit, () => clearTimeout(timer))
  return limit
}
