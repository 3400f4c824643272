import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../app.ts'
import { sendRaw } from '../../mail/send-mail.ts'

// The boundary of shop.test hands over all mail and writes what it found out; the sender chooses everything that it
// quotes. The victim's address is authenticated already.

let app: TestApp
let count = 0
beforeAll(async () => {
  app = await startTestApp()
  const settings = { address: 'help@shop.test', authservIds: ['mx.shop.test'] }
  await app.api<Channel>('POST', '/channels', { kind: 'email', name: 'Help', settings })
  await send(['Authentication-Results: mx.shop.test; dmarc=pass header.from=bank.test'], 'My first words.')
  expect((await entry('My first words.')).content).toMatchObject({ authenticated: true })
})
afterAll(() => app.stop())

async function send(header: string[], text: string, from = 'Vera <vera@bank.test>'): Promise<void> {
  const mail = [
    ...header,
    `From: ${from}`,
    'To: help@shop.test',
    `Subject: Matter ${++count}`,
    `Message-ID: <${count}@bank.test>`,
  ]
  await sendRaw(app.smtpPort, 'x@evil.test', `${mail.join('\r\n')}\r\n\r\n${text}\r\n`, 'help@shop.test')
}

/** Wherever it was put. */
async function entry(text: string): Promise<Entry & { isOnVictimsThread: boolean }> {
  const customers = await app.api<{ items: { id: string }[] }>('GET', '/customers?limit=100')
  const threads = await Promise.all(
    customers.items.map(async ({ id }) => (await app.api<{ items: Entry[] }>('GET', `/customers/${id}/thread`)).items),
  )
  const thread = threads.find((items) => items.some((item) => item.text.trim() === text))!
  const found = thread.find((item) => item.text.trim() === text)!
  return { ...found, isOnVictimsThread: thread.some((item) => item.text.trim() === 'My first words.') }
}

const forged = 'dmarc=pass header.from=bank.test'
const failed = 'dmarc=fail (p=REJECT) header.from=bank.test'

describe('mail that failed DMARC at the boundary is on no existing thread', () => {
  test.each([
    [
      'with a verdict within a quoted envelope address',
      `spf=pass smtp.mailfrom="x; ${forged} y"@evil.test;\r\n ${failed}`,
    ],
    ['with a verdict within a quoted DKIM identity', `dkim=pass header.i="; ${forged} ;"@evil.test;\r\n ${failed}`],
    ['with a verdict within a reason', `dkim=fail reason="no; ${forged}" header.d=evil.test;\r\n ${failed}`],
    ['with a verdict behind an escaped bracket', `spf=pass (of x\\) ; ${forged} \\() smtp.mailfrom=x;\r\n ${failed}`],
    ['with an envelope address that makes the field too long', `spf=pass smtp.mailfrom=${'x'.repeat(9000)}; ${failed}`],
    ['with an envelope address that breaks the field', `spf=pass smtp.mailfrom="x; ${failed}`],
  ])('%s', async (title, results) => {
    await send([`Authentication-Results: mx.shop.test;\r\n ${results}`], `Forged ${title}`)
    const found = await entry(`Forged ${title}`)
    expect(found.content).toMatchObject({ authenticated: false })
    expect(found.isOnVictimsThread).toBe(false)
  })

  test.each(['bank%2Etest', 'ｂank.test', 'bank。test'])(
    'with the look-alike %s, which has no policy',
    async (domain) => {
      await send(
        [`Authentication-Results: mx.shop.test; dmarc=none header.from=${domain}`],
        `Forged ${domain}`,
        `Vera <vera@${domain}>`,
      )
      expect((await entry(`Forged ${domain}`)).isOnVictimsThread).toBe(false)
    },
  )
})

describe('no mail is authenticated', () => {
  const hop = (from: string) => `Received: from ${from} by mx.shop.test with ESMTP id 1; Wed, 4 Mar 2026 09:00:00 +0000`
  test.each([
    ['by a quoted DKIM identity alone', [`mx.shop.test; dkim=pass header.i="; ${forged} ;"@evil.test`]],
    [
      'by a second field below the boundary’s',
      ['mx.shop.test; spf=pass smtp.mailfrom=evil.test', `mx.shop.test; ${forged}`],
    ],
    ['by a verdict on another domain', ['mx.shop.test; dmarc=pass header.from=evil.bank.test']],
    ['by a verdict on no domain', ['mx.shop.test; dmarc=pass']],
    ['by two verdicts', [`mx.shop.test; ${forged}; dmarc=none header.from=bank.test`]],
  ])('%s', async (title, fields) => {
    await send(
      fields.map((field) => `Authentication-Results: ${field}`),
      `Forged ${title}`,
    )
    expect((await entry(`Forged ${title}`)).content).toMatchObject({ authenticated: false })
  })

  test('by its own field, when the sender introduces himself as localhost', async () => {
    const header = [
      hop('localhost (evil.test [203.0.113.9])'),
      'Received: from x (x [203.0.113.8]) by evil.test',
      `Authentication-Results: mx.shop.test; ${forged}`,
    ]
    await send(header, 'Forged by localhost')
    expect((await entry('Forged by localhost')).content).toMatchObject({ authenticated: false })
    await send([hop('x (HELO localhost) (203.0.113.9)'), ...header.slice(1)], 'Forged by HELO')
    expect((await entry('Forged by HELO')).content).toMatchObject({ authenticated: false })
  })
})
