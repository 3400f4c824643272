import { expect, test } from 'vitest'
import { useDesk } from './desk.ts'

const desk = useDesk()

const linkIn = (raw: string): string => /http\S+\/invitation#[\w-]{43}/.exec(raw.replaceAll('=\r\n', ''))![0]

test('a colleague is invited by mail, chooses a password with the link and is in; the link is over then', async () => {
  const page = await desk.open('/settings/staff')
  await page.getByRole('button', { name: 'Add team member' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Ivo Invited')
  await dialog.getByLabel('Email').fill('ivo@acme.example')
  await dialog.getByText(/They get a link from \S+@/).waitFor()
  await dialog.getByRole('button', { name: 'Send invitation' }).click()
  await page.getByText('Invitation sent to ivo@acme.example.').waitFor()
  const row = page.getByRole('listitem').filter({ hasText: 'Ivo Invited' })
  await row.getByText('Invited', { exact: true }).waitFor()

  const link = linkIn(desk.server.sink.mails.find(({ to }) => to.includes('ivo@acme.example'))!.raw)
  const theirs = await desk.visit(new URL(link).pathname + new URL(link).hash)
  await theirs.getByRole('heading', { name: 'Welcome, Ivo Invited' }).waitFor()
  await theirs.getByLabel('Password', { exact: true }).fill('password1234')
  await theirs.getByRole('button', { name: 'Set password and sign in' }).click()
  await theirs
    .getByRole('alert')
    .getByText(/among the first that are guessed/)
    .waitFor()
  await theirs.getByLabel('Password', { exact: true }).fill('four words without sense')
  await theirs.getByRole('button', { name: 'Set password and sign in' }).click()
  await theirs.getByRole('heading', { name: 'Inbox' }).waitFor()

  const late = await desk.visit(new URL(link).pathname + new URL(link).hash)
  await late.getByRole('heading', { name: 'This link does not work any more' }).waitFor()
  await page.reload()
  await row.waitFor()
  expect(await row.getByText('Invited', { exact: true }).count()).toBe(0)
})

test('an invitation that the mail server refused is said, and gives way to a temporary password', async () => {
  desk.server.sink.answer = (line) => (line.startsWith('RCPT') ? '550 5.1.1 no such user' : undefined)
  const page = await desk.open('/settings/staff')
  await page.getByRole('button', { name: 'Add team member' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Nora Nowhere')
  await dialog.getByLabel('Email').fill('nora@acme.example')
  await dialog.getByRole('button', { name: 'Send invitation' }).click()
  await page.getByText(/Nora Nowhere was added, but the invitation was not sent\..*no such user/).waitFor()
  desk.server.sink.answer = () => undefined
  const row = page.getByRole('listitem').filter({ hasText: 'Nora Nowhere' })
  await row.getByText('Invitation not sent').waitFor()
  await page.getByRole('button', { name: 'What to do with Nora Nowhere' }).click()
  await page.getByRole('menuitem', { name: 'Set a temporary password' }).click()
  await dialog.getByLabel('Temporary password').fill('four words without sense')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Nora Nowhere can sign in with it now.').waitFor()
  await row.getByText('Invitation not sent').waitFor({ state: 'detached' })
})
