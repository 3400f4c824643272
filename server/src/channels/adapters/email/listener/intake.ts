import type { SMTPServerDataStream } from 'smtp-server'
import type { ListenerLimits } from './limits.ts'

/** One received mail. Release it when it is recorded. */
export interface Intake {
  /** Null: it was not kept, being too large, or one of too many large ones. */
  body: Buffer | null
  release(): void
}

/** Below this a mail is always taken: as many as there are connections fit into memory. */
const smallBytes = 1024 * 1024
/** Of the room for large mails, one network gets no more: who stalls there leaves room for the others. */
const networkShare = 0.75

/**
 * Collects mails as they arrive, and stops collecting one as soon as it is clear that it will be refused: what
 * follows is read and dropped, so that the sender gets to hear why. Rejects when the sender goes away.
 */
export function createIntake(
  limits: Pick<ListenerLimits, 'maxBufferedBytes'>,
): (stream: SMTPServerDataStream, network: string) => Promise<Intake> {
  let largeBytes = 0
  const largeByNetwork = new Map<string, number>()

  /** Adds to what is held, or takes from it; false when it is too much. */
  function hold(network: string, bytes: number): boolean {
    largeBytes += bytes
    const ofNetwork = (largeByNetwork.get(network) ?? 0) + bytes
    if (ofNetwork === 0) largeByNetwork.delete(network)
    else largeByNetwork.set(network, ofNetwork)
    return largeBytes <= limits.maxBufferedBytes && ofNetwork <= limits.maxBufferedBytes * networkShare
  }

  return (stream, network) =>
    new Promise((resolve, reject) => {
      let chunks: Buffer[] | null = []
      let bytes = 0
      let counted = 0

      function release(): void {
        hold(network, -counted)
        counted = 0
      }
      function drop(): void {
        chunks = null
        release()
      }

      stream.on('data', (chunk: Buffer) => {
        if (chunks === null) return
        if (stream.sizeExceeded) {
          drop()
          return
        }
        chunks.push(chunk)
        bytes += chunk.length
        if (bytes <= smallBytes) return
        const hasRoom = hold(network, bytes - counted)
        counted = bytes
        if (!hasRoom) drop()
      })
      stream.on('end', () => {
        const body = chunks === null ? null : chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, bytes)
        resolve({ body, release })
      })
      stream.on('error', (error) => {
        drop()
        reject(error)
      })
    })
}
