import { expect, test } from 'vitest'
import { readMail } from '../reading.ts'

const head =
  'From: ana@post.example\r\nMessage-ID: <1@post.example>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'
const pdf = '--b\r\nContent-Type: application/pdf; name=x.pdf\r\n\r\nPDF\r\n'

test('a multipart inside with the delimiter of the one around it loses nothing', async () => {
  const inner = '--b\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n--b--\r\n'
  const { text, attachments } = await readMail(Buffer.from(`${head}${inner}${pdf}--b--\r\n`))
  expect(text.trim()).toBe('hello')
  expect(attachments.map(({ name }) => name)).toEqual(['x.pdf'])
})

test('an attached mail with the delimiter of the one around it loses nothing', async () => {
  const inner = `--b\r\nContent-Type: message/rfc822\r\n\r\n${head}--b\r\n\r\ninner\r\n--b--\r\n`
  const { attachments, text } = await readMail(Buffer.from(`${head}--b\r\n\r\nouter\r\n${inner}${pdf}--b--\r\n`))
  expect(text).toContain('outer')
  expect(text).toContain('inner')
  expect(attachments.map(({ name }) => name)).toContain('x.pdf')
})

test('what stands behind the end and is no part stays out', async () => {
  const { text, attachments } = await readMail(Buffer.from(`${head}--b\r\n\r\nhello\r\n--b--\r\nbye\r\n--b--\r\n`))
  expect([text.trim(), attachments]).toEqual(['hello', []])
})
