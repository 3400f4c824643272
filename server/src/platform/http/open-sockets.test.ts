import { Socket } from 'node:net'
import type { BuiltInRole } from '@throughline/protocol/domain.ts'
import { permissionsByRole } from '@throughline/protocol/permissions.ts'
import { afterEach, expect, test, vi } from 'vitest'
import { silentLogger } from '../../lib/logger.ts'
import type { Caller } from './caller.ts'
import { createOpenSockets, type OpenSocket } from './open-sockets.ts'

afterEach(() => vi.useRealTimers())

const callerOf = (id: string, role: BuiltInRole): Caller => {
  return { kind: 'token', id, name: id, role, permissions: new Set(permissionsByRole[role]), address: '127.0.0.1' }
}

/** Sockets whose callers are whom `roles` says by now; null: nobody any more. */
function openAll() {
  const roles = new Map<string, BuiltInRole | null>()
  const told: string[] = []
  let isAway = false
  let asked = 0
  const sockets = createOpenSockets(
    async (callers) => {
      asked += 1
      if (isAway) throw new Error('The database is away.')
      return callers.map((caller) => {
        const role = roles.get(caller.id) ?? null
        return role === caller.role ? caller : role && callerOf(caller.id, role)
      })
    },
    { logger: silentLogger },
  )
  const open = (id: string, more: Partial<OpenSocket> = {}, sinceMs = performance.now()): Socket => {
    const socket = new Socket()
    const holder = {
      callerChanged: ({ role }: Caller) => told.push(`${id} is ${role}`),
      callerGone: () => told.push(`${id} is gone`),
    }
    sockets.add({ socket, access: 'signed-in', holder, ...more }, { caller: callerOf(id, 'staff'), sinceMs })
    return socket
  }
  return {
    sockets,
    roles,
    told,
    open,
    asked: () => asked,
    leave: () => (isAway = true),
    comeBack: () => (isAway = false),
  }
}

test('a socket learns that the rights of its caller changed, or that its session ended', async () => {
  const { sockets, roles, told, open } = openAll()
  for (const id of ['same', 'less', 'none']) open(id)
  roles.set('same', 'staff').set('less', 'readonly')
  await sockets.recheck()
  expect(told).toEqual(['less is readonly', 'none is gone'])
  await sockets.recheck()
  expect(told).toHaveLength(2)
  sockets.stop()
})

test('a socket that cannot continue with other rights is closed when it loses the right that opened it', async () => {
  const { sockets, roles, open } = openAll()
  const [keeps, loses] = ['keeps', 'loses'].map((id) => open(id, { holder: undefined, access: 'thread.write' }))
  roles.set('keeps', 'lead').set('loses', 'readonly')
  await sockets.recheck()
  expect([keeps!.destroyed, loses!.destroyed]).toEqual([false, true])
  sockets.stop()
})

test('a socket that was authenticated before a change and opened after it is checked, too', async () => {
  const { sockets, told, open } = openAll()
  const sinceMs = performance.now()
  await sockets.recheck()
  open('late', {}, sinceMs)
  await expect.poll(() => told).toEqual(['late is gone'])
  sockets.stop()
})

test('a check that fails changes nothing, is logged, and is repeated', async () => {
  const { sockets, told, open, leave, comeBack } = openAll()
  open('gone')
  leave()
  await expect(sockets.recheck()).rejects.toThrow('away')
  expect(told).toEqual([])
  comeBack()
  await sockets.recheck()
  expect(told).toEqual(['gone is gone'])
  sockets.stop()
})

test('checks that are requested during a check are one more', async () => {
  const { sockets, open, asked } = openAll()
  open('one')
  await Promise.all(Array.from({ length: 10 }, () => sockets.recheck()))
  expect(asked()).toBe(2)
  sockets.stop()
})

test('nothing may be written once changes could not be checked for ten seconds', () => {
  vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] })
  const { sockets } = openAll()
  expect(sockets.areCurrent()).toBe(true)
  sockets.confirm()
  vi.advanceTimersByTime(9999)
  expect(sockets.areCurrent()).toBe(true)
  vi.advanceTimersByTime(1)
  expect(sockets.areCurrent()).toBe(false)
  sockets.confirm()
  expect(sockets.areCurrent()).toBe(true)
  sockets.stop()
})

test('a socket that was closed while its caller was looked up is not kept', () => {
  const { sockets, roles } = openAll()
  roles.set('gone', 'staff')
  const socket = new Socket()
  socket.destroy()
  sockets.add({ socket, access: 'signed-in', holder: undefined }, { caller: callerOf('gone', 'staff'), sinceMs: 0 })
  expect([...sockets.callers()]).toEqual([])
  sockets.stop()
})
