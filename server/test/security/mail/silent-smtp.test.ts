import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEmailAdapter, EmailSettings } from '../../../src/channels/adapters/email/email.ts'
import type { Running } from '../../../src/channels/contract.ts'
import { silentLogger } from '../../../src/lib/logger.ts'
import { envelopeTo } from '../../mail/test-listener.ts'
import { mail } from '../../mail/email-channel.ts'
import { until } from '../../mail/until.ts'

// Every address of 127.0.0.0/8 is this machine, so a test can call from as many as a botnet has. The listener runs with
// the limits of the product.

let listening: (Running & { port: number }) | null = null
let sockets: Socket[] = []
let recorded = 0
beforeEach(async () => {
  const adapter = createEmailAdapter({ smtpListen: { host: '127.0.0.1', port: 0 }, smtpUrl: null })
  const settings = EmailSettings.parse({ address: 'help@shop.example', addresses: ['help@shop.example'] })
  recorded = 0
  sockets = []
  listening = await adapter.listen!({
    logger: silentLogger,
    channels: async () => [{ id: 'help', name: 'help', settings }],
    ingest: async () => void recorded++,
  })
})
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  await listening?.stop()
})

/** Opens a connection from that address and says what is given, but no more. */
async function call(localAddress: string, words = ''): Promise<{ socket: Socket; heard: () => string }> {
  const socket = connect({ port: listening!.port, host: '127.0.0.1', localAddress })
  sockets.push(socket)
  let heard = ''
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text))
  socket.on('error', () => {})
  await once(socket, 'connect')
  if (words !== '') {
    await until('it is greeted', () => heard.includes('\r\n'))
    socket.write(words)
  }
  return { socket, heard: () => heard }
}

async function deliver(localAddress: string): Promise<string> {
  const { from, to } = envelopeTo('help@shop.example')
  const raw = `${mail()}.\r\n`
  const caller = await call(localAddress)
  const say = async (line: string): Promise<void> => {
    const before = caller.heard().length
    caller.socket.write(line)
    await until(`an answer to ${line.slice(0, 20)}`, () => /\d{3} .*\r\n$/.test(caller.heard().slice(before)))
  }
  await until('a greeting', () => caller.heard().includes('\r\n'))
  if (!caller.heard().startsWith('220')) return caller.heard()
  for (const line of ['EHLO a.example\r\n', `MAIL FROM:<${from}>\r\n`, `RCPT TO:<${to[0]}>\r\n`, 'DATA\r\n', raw]) {
    await say(line)
  }
  caller.socket.destroy()
  return caller.heard().trim().split('\r\n').at(-1)!
}

test('two hundred silent connections of two addresses do not shut out a third', async () => {
  for (let i = 0; i < 100; i++) await Promise.all([call('127.0.0.2'), call('127.0.0.3')])
  expect(await deliver('127.0.0.4')).toMatch(/^250/)
  expect(recorded).toBe(1)
})

test('neither do connections of two addresses that say EHLO and go on saying NOOP', async () => {
  const talkers: Socket[] = []
  for (let i = 0; i < 100; i++) {
    const both = await Promise.all([call('127.0.0.2', 'EHLO x\r\n'), call('127.0.0.3', 'EHLO x\r\n')])
    talkers.push(...both.map(({ socket }) => socket))
  }
  for (const socket of talkers) if (socket.writable) socket.write('NOOP\r\n')
  expect(await deliver('127.0.0.4')).toMatch(/^250/)
})

test('two hundred connections of forty addresses make room for a new one', async () => {
  for (let i = 0; i < 200; i += 40) {
    await Promise.all(Array.from({ length: 40 }, (_, each) => call(`127.0.1.${each + 1}`, 'EHLO x\r\n')))
  }
  expect(await deliver('127.0.0.4')).toMatch(/^250/)
})

test('a client that says nothing is disconnected within seconds', { timeout: 30_000 }, async () => {
  const { socket, heard } = await call('127.0.0.2')
  await until('it is closed', () => socket.closed || socket.destroyed || heard().includes('421'), 25_000)
  expect(heard()).toMatch(/^220 .*\r\n421 /s)
})
