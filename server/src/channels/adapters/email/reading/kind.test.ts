import { describe, expect, test } from 'vitest'
import { readMail } from './reading.ts'

const person = ['From: Ana Costa <ana@post.example>', 'To: help@shop.example', 'Message-ID: <1@post.example>']

async function kindOf(headers: string[], text = 'Where is my order?') {
  const { kind, kindReason, mayAutoReply } = await readMail(Buffer.from([...person, ...headers, '', text].join('\r\n')))
  expect(kindReason.sentence).toMatch(/^[A-Z].*\.$/)
  return { kind, mayAutoReply }
}

describe('automatic replies', () => {
  test.each([
    [['Auto-Submitted: auto-replied']],
    [['Auto-Submitted: auto-replied (vacation)']],
    [['X-Autoreply: yes']],
    [['X-Autorespond: Out of office']],
    [['Precedence: auto_reply']],
    [['X-Mailer: vacation 1.2']],
    [['Subject: Automatic reply: your order', 'X-Auto-Response-Suppress: All']],
    [['Subject: Abwesenheitsnotiz: Ihre Bestellung', 'Precedence: bulk']],
    [['Content-Type: multipart/report; report-type=disposition-notification; boundary=b', 'Subject: Read: your order']],
  ])('%j', async (headers) => {
    expect(await kindOf(headers)).toEqual({ kind: 'auto-reply', mayAutoReply: false })
  })
})

describe('people', () => {
  test.each([
    [['Subject: Re: Out of office chairs']],
    [['Subject: Abwesenheit bei Lieferung']],
    [['Subject: Out of office chairs']],
    [['Subject: Automatic reply does not work']],
    [['Subject: Vacation booking']],
    [['Auto-Submitted: no', 'Subject: Hello']],
    [['X-Auto-Response-Suppress: DR', 'Subject: Hello']],
    [['Return-Path: <ana@post.example>']],
  ])('%j', async (headers) => {
    expect(await kindOf(headers)).toEqual({ kind: 'human', mayAutoReply: true })
  })

  test.each([
    [['X-Auto-Response-Suppress: All']],
    [['X-Auto-Response-Suppress: OOF, AutoReply']],
    [['Auto-Submitted: auto-generated']],
    [['Return-Path: <>']],
    [['Subject: Out of office']],
    [['Reply-To: noreply@post.example']],
    [['List-Unsubscribe: <mailto:out@post.example>']],
    [['Return-Path: <bounces+17@post.example>']],
  ])('who must not be answered by a machine: %j', async (headers) => {
    expect(await kindOf(headers)).toEqual({ kind: 'human', mayAutoReply: false })
  })

  test('a form that writes from no-reply for somebody with an address may be answered there', async () => {
    const raw = 'From: noreply@shop.example\r\nReply-To: ana@post.example\r\nSubject: Contact\r\n\r\nHello'
    expect(await readMail(Buffer.from(raw))).toMatchObject({ kind: 'human', mayAutoReply: true })
  })
})

describe('lists', () => {
  test.each([
    [['List-Id: Riders <riders.town.example>']],
    [['List-Post: <mailto:riders@town.example>']],
    [['Precedence: list']],
    [['Precedence: bulk']],
    [['List-Unsubscribe: <https://town.example/u>', 'List-Unsubscribe-Post: List-Unsubscribe=One-Click']],
  ])('%j', async (headers) => {
    expect(await kindOf(headers)).toEqual({ kind: 'list', mayAutoReply: false })
  })

  test('the id of the list is told', async () => {
    const reading = await readMail(
      Buffer.from([...person, 'List-Id: Riders <Riders.Town.example>', '', 'Hi'].join('\r\n')),
    )
    expect(reading.listId).toBe('riders.town.example')
  })
})
