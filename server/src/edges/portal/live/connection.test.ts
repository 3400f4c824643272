import { untranslated } from '@throughline/protocol/words.ts'
import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { AppError } from '../../../lib/errors.ts'
import { Connection, type ConnectionDeps } from './connection.ts'

function open(): { connection: Connection; closed: number[] } {
  const closed: number[] = []
  const ws = Object.assign(new EventEmitter(), { close: (code: number) => void closed.push(code) })
  const deps = { moved: () => undefined, visitorPages: { leave: () => undefined } }
  const connection = new Connection(
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a connection that never says hello uses
    ws as unknown as WebSocket,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
    deps as unknown as ConnectionDeps,
    { channelId: 'any', origin: undefined, isOwn: false },
  )
  return { connection, closed }
}

test.each([
  ['not_found', 1013],
  ['origin_not_allowed', 4403],
] as const)('a chat that answers %s after a change is closed', async (code, closedWith) => {
  const { connection, closed } = open()
  await connection.chatChanged(Promise.reject(new AppError(code, untranslated('No.'))))
  expect(closed).toEqual([closedWith])
})

test('a change that cannot be read rejects, so that it is read again', async () => {
  const { connection, closed } = open()
  await expect(connection.chatChanged(Promise.reject(new Error('The database is away.')))).rejects.toThrow('away')
  expect(closed).toEqual([])
})
