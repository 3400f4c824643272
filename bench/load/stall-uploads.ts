import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request, type ClientRequest } from 'node:http'
import { answerParent } from '../apart/answer-parent.ts'

export interface StallOptions {
  /** Of the chat's files. */
  url: string
  count: number
  /** Different network addresses, as loopback has many. */
  addresses: number
  announcedBytes: number
  sentBytes: number
}

const held: ClientRequest[] = []
const chunk = randomBytes(64 * 1024)

/** Strangers with a fresh token each, who announce a file, send nearly all of it, and fall silent. */
const answers = {
  /** How many the server took in; the others were answered. */
  async stall(options: StallOptions): Promise<{ taken: number }> {
    const answered = await Promise.all(Array.from({ length: options.count }, (_, index) => stallOne(options, index)))
    return { taken: answered.filter((isAnswered) => !isAnswered).length }
  },
  hangUp(): void {
    for (const call of held.splice(0)) call.destroy()
  },
}
export type UploadStaller = typeof answers

async function stallOne({ url, addresses, announcedBytes, sentBytes }: StallOptions, index: number): Promise<boolean> {
  const token = randomBytes(32).toString('base64url')
  const call = request(`${url}?name=film.mp4`, {
    method: 'POST',
    agent: false,
    localAddress: `127.0.1.${(index % addresses) + 1}`,
    headers: { authorization: `Visitor ${token}`, 'content-length': announcedBytes },
  })
  held.push(call)
  let isAnswered = false
  const over = new Promise<void>((resolve) => {
    const end = (): void => {
      isAnswered = true
      resolve()
    }
    call.once('response', end).once('error', end).once('close', end)
  })
  for (let sent = 0; sent < sentBytes && !isAnswered; sent += chunk.length) {
    if (!call.write(chunk)) await Promise.race([once(call, 'drain').catch(() => null), over])
  }
  return isAnswered
}

answerParent(answers)
