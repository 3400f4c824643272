import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { generateMail } from './generate-mail.ts'

const mix = { count: 600, customers: 120, seed: 7, to: 'help@shop.example' }

test('the same seed writes the same mails, another seed writes others', () => {
  const once = [...generateMail(mix)]
  expect([...generateMail(mix)]).toEqual(once)
  const other = [...generateMail({ ...mix, seed: 8 })]
  const markers = new Set(once.map(({ marker }) => marker))
  expect(other.filter(({ marker }) => markers.has(marker))).toEqual([])
})

test('the shares are what they are said to be', () => {
  const mails = [...generateMail(mix)]
  const count = Map.groupBy(mails, ({ kind }) => kind)
  expect(count.get('auto-reply')).toHaveLength(12)
  expect(count.get('bounce')).toHaveLength(6)
  expect(count.get('reply')).toHaveLength(233)
  expect(count.get('first')).toHaveLength(349)
  expect(mails.filter(({ hasAttachment }) => hasAttachment)).toHaveLength(58)
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(600)
})

test('a mail parser finds what was put into each mail', async () => {
  for (const mail of generateMail(mix)) {
    const parsed = await PostalMime.parse(mail.raw)
    expect(parsed.messageId).toBe(`<${mail.messageId}>`)
    expect(parsed.subject).toBe(mail.subject)
    expect(parsed.from?.address?.toLowerCase()).toBe(mail.from)
    expect(parsed.text ?? parsed.html).toContain(mail.marker)
    const files = parsed.attachments.filter(({ disposition }) => disposition === 'attachment')
    expect(files).toHaveLength(mail.hasAttachment ? 1 : 0)
  }
})

test('a marker stands in its own mail only, and a reply names an earlier mail of its thread', async () => {
  const mails = [...generateMail(mix)]
  const byId = new Map(mails.map((mail) => [mail.messageId, mail]))
  for (const mail of mails) {
    const parsed = await PostalMime.parse(mail.raw)
    const words = `${parsed.text ?? ''} ${parsed.html ?? ''}`.match(/qx7k\w{5}/g) ?? []
    expect(new Set(words)).toEqual(new Set([mail.marker]))
    if (mail.kind !== 'reply') continue
    const answered = byId.get(parsed.inReplyTo!.replace(/[<>]/g, ''))!
    expect(answered.thread).toBe(mail.thread)
    expect(answered.index).toBeLessThan(mail.index)
  }
})
