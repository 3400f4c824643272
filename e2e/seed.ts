import type { TestServer } from './server.ts'

interface Named {
  id: string
}

/** A channel for programs, and a way to speak through it as a customer. */
export async function connectChat(server: TestServer, name = 'Shop chat') {
  const channel = idOf(await server.api('POST', '/channels', { kind: 'api', name, settings: {} }))
  let count = 0
  return {
    channelId: channel.id,
    /** Each text is a message of its own. */
    async say(person: string, ...texts: string[]): Promise<void> {
      const value = person.toLowerCase().replaceAll(/\W+/g, '-')
      for (const text of texts) {
        count += 1
        const from = { kind: 'account', value, name: person }
        await server.api('POST', `/channels/${channel.id}/inbound`, { id: `${name}-${count}`, from, text })
      }
    },
  }
}

export function idOf(answer: unknown): Named {
  if (typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string') {
    return { id: answer.id }
  }
  throw new Error(`An answer without an id: ${JSON.stringify(answer)}`)
}
