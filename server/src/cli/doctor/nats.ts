import type { Config } from '../../lib/config.ts'
import { connectNats } from '../../lib/connect-nats.ts'
import { messageOf } from '../../lib/errors.ts'
import type { Finding } from './finding.ts'

/** Whether the server by which nodes tell each other of changes answers. */
export async function checkNats({ natsUrl }: Config): Promise<Finding[]> {
  if (natsUrl === null) return []
  const name = 'NATS'
  // Without what may stand before it: a password.
  const { host } = new URL(natsUrl)
  try {
    const connection = await connectNats(natsUrl, { name: 'throughline doctor', timeout: 5000, reconnect: false })
    await connection.close()
    return [{ name, ok: true, sentence: `${host} answers.` }]
  } catch (error) {
    const sentence = `${host} cannot be used: ${messageOf(error)}.`
    const advice = 'Check NATS_URL and that server. Nodes tell each other of changes by PostgreSQL meanwhile.'
    return [{ name, ok: false, sentence, advice }]
  }
}
