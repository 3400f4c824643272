import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import PostalMime, { type Email } from 'postal-mime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendMail } from '../server/test/mail/send-mail.ts'
import { until } from '../server/test/mail/until.ts'
import { hostToken } from '../server/test/visitor.ts'
import { chatOn, connectSite, hostSecret, type ChatSite } from './chat.ts'
import { soon, threadOf, useDesk } from './desk.ts'

const desk = useDesk()
let site: ChatSite
beforeAll(async () => {
  const { items } = (await desk.server.api('GET', '/channels')) as { items: Channel[] }
  const mail = items.find(({ kind }) => kind === 'email')!
  await desk.server.api('PATCH', `/channels/${mail.id}`, { settings: { address: 'help@kettle.example' } })
  site = await connectSite(desk.server, { answersWithinMinutes: 5 })
})
afterAll(() => site?.close())

const mailsTo = (address: string): Promise<Email[]> =>
  Promise.all(desk.server.sink.mails.filter(({ to }) => to.includes(address)).map(({ raw }) => PostalMime.parse(raw)))
const threadIn = async (customerId: string): Promise<Entry[]> =>
  ((await desk.server.api('GET', `/customers/${customerId}/thread?limit=200`)) as { items: Entry[] }).items
const customerBy = async (id: string): Promise<Customer> =>
  (await desk.server.api('GET', `/customers/${id}`)) as Customer

/** The minutes pass in which a reply in the chat may be seen: what waits for this one is due now. */
async function staysUnseen(text: string): Promise<void> {
  const due = `update timers set fires_at = now() - interval '1 second' where kind = 'chat.unseen'
    and key in (select id::text from entries where text = $1)`
  await expect.poll(async () => (await desk.server.database.pool.query(due, [text])).rowCount, soon).toBe(1)
}

test('one customer, one thread: by chat and by mail, after a reload and on another device; a stranger who types the address is nobody', async () => {
  const shop = site.put('/')
  const staff = await desk.open('/inbox')
  const thread = threadOf(staff)
  const answer = staff.getByRole('textbox', { name: 'Write to the customer…' })

  // She writes in the chat, and it is in the desk without a reload.
  const page = await desk.visit(shop)
  const chat = chatOn(page)
  await chat.open()
  await chat.write('The kettle of order 48213 leaks.')
  await chat.frame.getByText('Delivered').waitFor()
  await staff.getByRole('link', { name: /The kettle of order 48213 leaks/ }).click()
  await thread.getByText('The kettle of order 48213 leaks.').last().waitFor()
  await chat.frame.getByText('Seen').waitFor()

  // Each sees that the other writes; the answer is there at once, with a name.
  await chat.field.pressSequentially('It is')
  await staff
    .getByText(/is writing|is typing/)
    .first()
    .waitFor()
  await answer.pressSequentially('Where does it leak?')
  await chat.frame.getByText('Ana is writing…').waitFor()
  await answer.press('Control+Enter')
  await chat.said('Where does it leak?').getByText('Ana').waitFor()
  await thread.getByText('Read', { exact: true }).waitFor()

  // She says where to reach her, and leaves; the answer follows her by mail.
  await chat.write('It is the lid.')
  await chat.frame.getByRole('textbox', { name: 'Name' }).fill('Mara Lindqvist')
  await chat.frame.getByRole('textbox', { name: 'Email' }).fill('mara@post.example')
  await chat.frame.getByRole('button', { name: 'Save' }).click()
  await chat.frame.getByText(/comes to mara@post.example/).waitFor()
  await thread.getByText('It is the lid.').waitFor()
  await page.close()
  await answer.fill('A new lid leaves today.')
  await answer.press('Control+Enter')
  await thread.getByText('A new lid leaves today.').last().waitFor()
  await staysUnseen('A new lid leaves today.')
  await until('the answer is mailed', () => desk.server.sink.mails.length === 1)
  const [mail] = await mailsTo('mara@post.example')
  expect(mail!.text).toContain('A new lid leaves today.')
  expect(mail!.text).not.toContain('48213')

  // Her answer to the mail is on the same issue, and is answered by mail.
  const unsent = "select from deliveries where state in ('queued', 'sending')"
  await expect.poll(async () => (await desk.server.database.pool.query(unsent)).rowCount, soon).toBe(0)
  await sendMail(desk.server.smtpPort, {
    from: 'Mara Lindqvist <mara@post.example>',
    to: mail!.replyTo?.[0]?.address ?? mail!.from!.address!,
    subject: `Re: ${mail!.subject}`,
    inReplyTo: mail!.messageId!,
    references: mail!.messageId!,
    text: 'Please send it to my office.\n\nOn Mon, 5 Jan 2026 at 09:00, Kettle & Co. <help@kettle.example> wrote:\n> A new lid leaves today.',
  })
  await thread.getByText('Please send it to my office.').last().waitFor()
  expect(await staff.getByRole('list', { name: 'Issues' }).getByRole('listitem').count()).toBe(1)
  // She wrote by mail last, so the answer goes there unless staff choose otherwise.
  await staff.getByRole('button', { name: /^To.*mara@post\.example/ }).waitFor()
  await answer.fill('It goes to the office.')
  await answer.press('Control+Enter')
  await until('the second answer is mailed', () => desk.server.sink.mails.length === 2)
  expect((await mailsTo('mara@post.example'))[1]!.text).toContain('It goes to the office.')

  // Back on the site, the chat is where it was, with what came by mail meanwhile.
  const context = page.context()
  const again = await context.newPage()
  await again.goto(shop)
  const chatAgain = chatOn(again)
  await chatAgain.open()
  await chatAgain.said('Please send it to my office.').getByText('by mail').waitFor()
  const onThisDevice = await chatAgain.texts()
  expect(onThisDevice.slice(0, 5)).toEqual([
    'The kettle of order 48213 leaks.',
    'Where does it leak?',
    'It is the lid.',
    'A new lid leaves today.',
    'Please send it to my office.',
  ])

  // On another device the site says who she is: she has the whole thread.
  const token = hostToken(hostSecret, {
    sub: 'mara-1',
    name: 'Mara Lindqvist',
    email: 'mara@post.example',
    email_verified: true,
  })
  const elsewhere = await desk.visit(shop, { width: 390, height: 844, isPhone: true })
  const phone = chatOn(elsewhere)
  await phone.open()
  expect(await phone.texts()).toEqual([])
  await elsewhere.evaluate(`Throughline.identify(${JSON.stringify(token)})`)
  await phone.said('The kettle of order 48213 leaks.').waitFor()
  const whole = [...onThisDevice.slice(0, 5), 'It goes to the office.']
  await expect.poll(() => phone.texts(), soon).toEqual(whole)
  await phone.write('Thank you!')
  await thread.getByText('Thank you!').last().waitFor()

  const { items: issues } = (await desk.server.api('GET', '/issues')) as { items: { customerId: string; id: string }[] }
  expect(issues).toHaveLength(1)
  const [{ customerId, id: issueId }] = issues as [{ customerId: string; id: string }]
  const entries = (await threadIn(customerId)).filter(({ kind }) => kind === 'message')
  expect(new Set(entries.map((entry) => entry.issueId))).toEqual(new Set([issueId]))
  expect(entries.filter(({ direction }) => direction === 'in').map(({ channel }) => channel?.kind)).toEqual([
    'webchat',
    'webchat',
    'email',
    'webchat',
  ])

  // A stranger who types her address sees nothing and changes nothing.
  const before = await customerBy(customerId)
  const strangerPage = await desk.visit(shop)
  const stranger = chatOn(strangerPage)
  await stranger.open()
  await stranger.write('It is me, Mara. What did I order?')
  await stranger.frame.getByRole('textbox', { name: 'Email' }).fill('mara@post.example')
  await stranger.frame.getByRole('button', { name: 'Save' }).click()
  await stranger.frame.getByText(/comes to mara@post.example/).waitFor()
  await strangerPage.reload()
  await stranger.said('It is me, Mara.').waitFor()
  expect(await stranger.texts()).toEqual(['It is me, Mara. What did I order?'])
  const after = await customerBy(customerId)
  expect(after).toEqual(before)
  expect(await threadIn(customerId)).toHaveLength(entries.length)
  expect(await phone.texts()).toEqual([...whole, 'Thank you!'])
  expect(((await desk.server.api('GET', '/customers')) as { items: unknown[] }).items).toHaveLength(2)
  expect(desk.strayRequests).toEqual([])
}, 120_000)
