import { afterEach, beforeEach, expect } from 'vitest'
import {
  defaultListenerLimits,
  listenForMail,
  type ListenerLimits,
  type Listening,
} from '../../src/channels/adapters/email/listener/listener.ts'
import { testPlatform, type TestPlatform } from './email-channel.ts'
import { openSmtp, type SmtpClient } from './smtp-client.ts'

type Channels = Parameters<TestPlatform['listenerHost']>[0]

export const oneChannel: Channels = [{ id: 'help', settings: { addresses: ['help@shop.example'] } }]

/** A listener with a platform behind it, anew for each test of the file. */
export interface TestListener {
  platform: TestPlatform
  /** The listener that is running; null once a test has stopped it. */
  listening: Listening | null
  listen(channels?: Channels, limits?: Partial<ListenerLimits>): Promise<void>
  /** A connection, greeted. */
  client(): Promise<SmtpClient>
  /** After EHLO. */
  ready(): Promise<SmtpClient>
  /** After DATA: what is written now is the mail. */
  inData(to?: string): Promise<SmtpClient>
}

export function useListener(): TestListener {
  let clients: SmtpClient[] = []
  const tested: TestListener = {
    platform: testPlatform(),
    listening: null,
    async listen(channels = oneChannel, limits = {}) {
      const all = { ...defaultListenerLimits, ...limits }
      tested.listening = await listenForMail(
        { host: '127.0.0.1', port: 0 },
        all,
        tested.platform.listenerHost(channels),
      )
    },
    async client() {
      const opened = await openSmtp(tested.listening!.port)
      clients.push(opened)
      return opened
    },
    async ready() {
      const opened = await tested.client()
      await opened.say('EHLO sender.example')
      return opened
    },
    async inData(to = 'help@shop.example') {
      const opened = await tested.ready()
      for (const line of ['MAIL FROM:<ana@mail.example>', `RCPT TO:<${to}>`, 'DATA']) {
        expect(await opened.say(line)).toMatch(/^[23]/)
      }
      return opened
    },
  }
  beforeEach(() => {
    tested.platform = testPlatform()
    tested.listening = null
    clients = []
  })
  afterEach(async () => {
    for (const client of clients) client.cut()
    await tested.listening?.stop()
  })
  return tested
}

export const envelopeTo = (...to: string[]) => ({ from: 'ana@mail.example', to })
