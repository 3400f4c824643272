import { describe, expect, test } from 'vitest'
import { readMail, type MailReading } from '../reading.ts'

const basics = 'From: Ana <ana@post.example>\r\nTo: support@shop.example\r\nSubject: x\r\nMIME-Version: 1.0'
const read = (headers: string, body: string) => readMail(Buffer.from(`${basics}\r\n${headers}\r\n\r\n${body}`))
const files = ({ attachments }: MailReading) =>
  attachments.map(({ name, content }) => [name, Buffer.from(content).toString('latin1')])

describe('boundaries as programs write them', () => {
  const parts = (boundary: string, end = `--${boundary}--`) =>
    `--${boundary}\r\n\r\nfirst\r\n--${boundary}\r\nX-Other: 1\r\nContent-Type: image/png; name=a.png\r\n\r\npng\r\n${end}\r\n`
  test.each([
    ['boundary="b1 "', parts('b1')],
    ['boundary=" b1"', parts('b1')],
    ["boundary='b1'", parts("'b1'")],
    ['boundary="b 1"', parts('b1')],
    ['boundary="b1"', parts('b1', '--b1--and more')],
    ['boundary="AbC"', parts('aBc', '')],
    ['boundary="ab\r\n cd"', parts('abcd', '')],
    ['boundary=ab;cd', parts('ab;cd', '')],
    ['boundary=""', parts('', '----')],
    ['boundary="zz"', parts('b1')],
    ['charset=utf-8', parts('b1')],
  ])('%s', async (params, body) => {
    const reading = await read(`Content-Type: multipart/mixed; ${params}`, body)
    expect(reading.text.trim()).toBe('first')
    expect(files(reading).map(([name, content]) => [name, content?.trim()])).toEqual([['a.png', 'png']])
  })
})

describe('inline is what the HTML shows', () => {
  const picture = (id: string, disposition: string, name: string) =>
    `--b\r\nContent-Type: image/png; name=${name}\r\n${id === '' ? '' : `Content-ID: <${id}>\r\n`}${disposition === '' ? '' : `Content-Disposition: ${disposition}; filename=${name}\r\n`}\r\npng\r\n`
  const withHtml = (html: string, parts: string) =>
    read(
      'Content-Type: multipart/related; boundary=b',
      `--b\r\nContent-Type: text/html\r\n\r\n${html}\r\n${parts}--b--`,
    )
  const listed = ({ attachments }: MailReading) => attachments.filter(({ inline }) => !inline).map(({ name }) => name)

  test.each([
    ['shown, whatever its disposition', '<img src="cid:a@x">', picture('a@x', 'attachment', 'a.png'), []],
    ['shown, written in percent', "<IMG SRC='CID:a%40x'>", picture('a@x', 'inline', 'a.png'), []],
    ['named in a link only', '<a href="cid:a@x">see</a>', picture('a@x', 'inline', 'a.png'), ['a.png']],
    ['named in the words only', 'cid:a@x', picture('a@x', 'inline', 'a.png'), ['a.png']],
    ['never named', '<p>hi</p>', picture('a@x', 'inline', 'a.png'), ['a.png']],
    [
      'in what is never shown',
      '<template><img src="cid:a@x"></template>',
      picture('a@x', 'inline', 'a.png'),
      ['a.png'],
    ],
    ['hidden', '<div style="display:none"><img src="cid:a@x"></div>', picture('a@x', 'inline', 'a.png'), ['a.png']],
    ['too small to be seen', '<img src="cid:a@x" width=1 height=1>', picture('a@x', 'inline', 'a.png'), ['a.png']],
    ['without an id', '<p>hi</p>', picture('', 'inline', 'a.png'), ['a.png']],
    [
      'two of one id',
      '<img src="cid:a@x">',
      picture('a@x', 'inline', 'a.png') + picture('a@x', 'inline', 'b.png'),
      ['b.png'],
    ],
  ])('%s', async (_name, html, parts, expected) => {
    expect(listed(await withHtml(html, parts))).toEqual(expected)
  })

  test('a mail without HTML lists all of its files', async () => {
    const reading = await read(
      'Content-Type: multipart/mixed; boundary=b',
      `--b\r\n\r\nhi\r\n${picture('', 'inline', 'a.png')}${picture('c@x', '', 'b.png')}--b--`,
    )
    expect(listed(reading)).toEqual(['a.png', 'b.png'])
  })
})
