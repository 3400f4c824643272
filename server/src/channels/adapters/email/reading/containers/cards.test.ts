import { describe, expect, test } from 'vitest'
import { readMail } from '../reading.ts'
import { countCpuTime } from '../../../../../../test/cpu-time.ts'

const basics = 'From: Ana <ana@post.example>\r\nTo: support@shop.example\r\nSubject: x\r\nMIME-Version: 1.0'
const read = (headers: string, body: string) => readMail(Buffer.from(`${basics}\r\n${headers}\r\n\r\n${body}`))

describe('calendars and cards', () => {
  const invitation = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    'UID:1@x',
    'SUMMARY:Repair\\, at home',
    'DTSTART;TZID=Europe/Berlin:20261203T143000',
    'DTEND;TZID=Europe/Berlin:20261203T150000',
    'LOCATION:Street 1',
    'ORGANIZER;CN=Ana:mailto:ana@post.example',
    'ATTENDEE;PARTSTAT=ACCEPTED;CN="Meier, Bo":mailto:bo@post.example',
    'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:cy@post.example',
    'RRULE:FREQ=SECONDLY',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')
  const event = {
    method: 'request',
    uid: '1@x',
    title: 'Repair, at home',
    start: { date: '2026-12-03', time: '14:30', zone: 'Europe/Berlin' },
    end: { date: '2026-12-03', time: '15:00', zone: 'Europe/Berlin' },
    where: 'Street 1',
    organiser: 'Ana',
    people: [
      { name: 'Meier, Bo', answer: 'yes' },
      { name: 'cy@post.example', answer: null },
    ],
    isCancelled: false,
    repeats: true,
  }

  test('an invitation is read once, in whatever forms it comes', async () => {
    const reading = await read(
      'Content-Type: multipart/mixed; boundary=b',
      `--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n\r\nPlease come.\r\n--c\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\n${invitation}\r\n--c--\r\n--b\r\nContent-Type: application/ics; name=invite.ics\r\n\r\n${invitation}\r\n--b--`,
    )
    expect(reading.opened.events).toMatchObject([event])
    expect(reading.attachments.map(({ name }) => name)).toContain('invite.ics')
  })

  test.each([
    [invitation.replace('REQUEST', 'CANCEL'), { isCancelled: true, method: 'cancel' }],
    [
      invitation.replace(';TZID=Europe/Berlin:20261203T143000', ';VALUE=DATE:20261203'),
      { start: { date: '2026-12-03', time: null, zone: null } },
    ],
    [
      invitation.replace(';TZID=Europe/Berlin:20261203T143000', ':20261203T133000Z'),
      { start: { date: '2026-12-03', time: '13:30', zone: 'UTC' } },
    ],
    [invitation.replace('REQUEST', 'REPLY'), { method: 'reply' }],
    [invitation.replace(/DTSTART.*\r\n/, ''), { start: null }],
  ])('other forms (%#)', async (text, expected) => {
    const { opened } = await read('Content-Type: text/calendar', text)
    expect(opened.events).toMatchObject([expected])
  })

  test.each([
    'BEGIN:VCALENDAR',
    'BEGIN:VCALENDAR\r\n:::\r\nEND:VCALENDAR',
    'BEGIN:VEVENT\r\n'.repeat(20_000),
    `BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\n'.repeat(15_000)}`,
  ])('what is broken is a file (%#)', async (text) => {
    const spentMs = countCpuTime()
    const reading = await read('Content-Type: text/calendar; name=a.ics', text)
    expect(reading.attachments).toHaveLength(1)
    expect(spentMs()).toBeLessThan(3000)
  })

  test.each([
    'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Meier\r\nN:Meier;Ana;;;\r\nORG:Meier GmbH;Sales\r\nTEL;TYPE=cell:+49 170 1\r\nEMAIL:ana@post.example\r\nADR;TYPE=work:;;Street 1;Berlin;;10115;\r\nEND:VCARD',
    'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana Meier\r\nORG:Meier GmbH;Sales\r\nTEL;VALUE=uri:tel:+49 170 1\r\nEMAIL:ana@post.example\r\nADR:;;Street 1;Berlin;;10115;\r\nEND:VCARD',
    'BEGIN:VCARD\r\nVERSION:2.1\r\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Meier;Ana\r\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Ana=20Meier\r\nORG:Meier GmbH;Sales\r\nTEL;CELL:+49 170 1\r\nEMAIL;INTERNET:ana@post.example\r\nADR;WORK:;;Street 1;Berlin;;10115;\r\nEND:VCARD',
  ])('a card of each version (%#)', async (card) => {
    const { opened } = await read('Content-Type: text/x-vcard; name=ana.vcf', card)
    expect(opened.cards).toMatchObject([
      {
        name: 'Ana Meier',
        organisation: 'Meier GmbH, Sales',
        phones: ['+49 170 1'],
        emails: ['ana@post.example'],
        addresses: ['Street 1, Berlin, 10115'],
      },
    ])
  })
})
