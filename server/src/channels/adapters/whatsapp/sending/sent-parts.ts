import { z } from 'zod'
import type { ChannelContext } from '../../../contract.ts'

/** Messages in several parts of which something has left: the newest, by their key. */
const Remembered = z.array(z.object({ key: z.string(), ids: z.array(z.string()) })).catch([])

const stateKey = 'sent-parts'
/** A message is tried for two days, and few of them have several parts. */
const maxRemembered = 200

export interface SentParts {
  readonly ids: readonly string[]
  add(id: string): Promise<void>
}

/** What has left of a message, by the ids that WhatsApp gave its parts. One part alone needs no memory. */
export async function rememberParts(
  { state }: Pick<ChannelContext, 'state'>,
  key: string,
  count: number,
): Promise<SentParts> {
  const read = async () => Remembered.parse(await state.read(stateKey))
  const ids = count === 1 ? [] : [...((await read()).find((one) => one.key === key)?.ids ?? [])]
  return {
    ids,
    async add(id) {
      ids.push(id)
      if (count === 1) return
      const others = (await read()).filter((one) => one.key !== key)
      await state.write(stateKey, [...others, { key, ids }].slice(-maxRemembered))
    },
  }
}
