import { expect, test } from 'vitest'
import { useDesk } from './desk.ts'

const desk = useDesk()

test('a channel is connected through a form drawn from its schema, and its password is never read back', async () => {
  const page = await desk.open('/settings/channels')
  await page.getByRole('link', { name: 'Connect Email' }).click()
  await page.getByRole('button', { name: 'All settings' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Returns')
  await page.getByLabel('Address', { exact: true }).fill('returns@acme.example')

  // A group that is not in use asks for nothing; one that is says what it needs.
  await page.getByLabel('Use outgoing mail (SMTP)').check()
  await page.getByRole('button', { name: 'Connect' }).click()
  await page.getByText('This is needed.').waitFor()
  await page.getByRole('textbox', { name: 'Server', exact: true }).fill('127.0.0.1')
  await page.getByLabel('Port').fill(String(desk.server.sink.port))
  await page.getByRole('combobox', { name: 'Encryption' }).click()
  await page.getByRole('option', { name: 'none' }).click()
  await page.getByLabel('Username').fill('returns')
  await page.getByLabel('Password', { exact: true }).fill('s3cret of returns')
  await page.getByRole('button', { name: 'Connect' }).click()
  await page.getByText('Returns is connected.').waitFor()

  await page.reload()
  const password = page.getByLabel('Password', { exact: true })
  await password.waitFor()
  expect(await password.inputValue()).toBe('')
  expect(await password.getAttribute('placeholder')).toBe('Set. Write to replace it.')
  expect(await page.content()).not.toContain('s3cret of returns')
  expect(JSON.stringify(await desk.server.api('GET', '/channels'))).not.toContain('s3cret of returns')

  // What was left out stays, what was changed is changed.
  await page.getByLabel('Sender name').fill('Acme Returns')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  expect(await desk.server.api('GET', '/channels')).toMatchObject({
    items: expect.arrayContaining([
      expect.objectContaining({
        name: 'Returns',
        settings: expect.objectContaining({ senderName: 'Acme Returns' }),
        secretsSet: ['smtp.password'],
      }),
    ]),
  })

  await page.getByRole('button', { name: 'Test' }).click()
  await page.getByRole('region', { name: 'Test' }).getByRole('listitem').first().waitFor()

  // A password belongs to its server: the form says so while another one is typed, and after it was saved.
  const again = page.getByText('Enter this again: the server changed.')
  expect(await again.count()).toBe(0)
  await page.getByRole('textbox', { name: 'Server', exact: true }).fill('other.example.com')
  await again.waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect
    .poll(() => desk.server.api('GET', '/channels'))
    .toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ name: 'Returns', secretsSet: [] })]),
    })
  await page.reload()
  await again.waitFor()
  await page.getByText('so its password was removed').waitFor()
})

test('what the server finds wrong is said beside its field', async () => {
  const page = await desk.open('/settings/channels/new/email')
  await page.getByRole('button', { name: 'All settings' }).click()
  await page.getByLabel('Address', { exact: true }).fill('not an address')
  await page.getByRole('button', { name: 'Connect' }).click()
  await page.getByText('must be a mail address').waitFor()
})

test('a mailbox at a known provider takes an address and a password, and only new mail is read', async () => {
  const page = await desk.open('/settings/channels/new/email')
  await page.getByText('Gmail', { exact: true }).click()
  // What is missing is said beside its field, and nothing is connected.
  await page.getByRole('button', { name: 'Connect' }).click()
  await page.getByText('Write a mail address').waitFor()
  await page.getByLabel('Address').fill('support@acme.example')
  await page.getByLabel('App password').focus()
  await page.getByText('imap.gmail.com:993').waitFor()
  await page.getByText('smtp.gmail.com:465').waitFor()
  await page.getByRole('button', { name: 'Connect' }).click()
  await page.getByText('This is needed.').waitFor()
  // As Google shows it: the spaces are no part of it.
  await page.getByLabel('App password').fill('abcd efgh ijkl mnop')
  await page.getByRole('button', { name: 'Connect' }).click()
  await page.getByText('support@acme.example is connected.').waitFor()
  const { items } = (await desk.server.api('GET', '/channels')) as { items: { id: string; name: string }[] }
  const channel = items.find(({ name }) => name === 'support@acme.example')!
  expect(channel).toMatchObject({
    settings: {
      address: 'support@acme.example',
      imap: { host: 'imap.gmail.com', port: 993, security: 'tls', user: 'support@acme.example', startWith: 'new' },
      smtp: { host: 'smtp.gmail.com', port: 465, security: 'tls' },
    },
    secretsSet: expect.arrayContaining(['imap.password', 'smtp.password']),
  })
  await desk.server.api('DELETE', `/channels/${channel.id}`)
})

test('Microsoft is asked for what it takes, which is no password', async () => {
  const page = await desk.open('/settings/channels/new/email')
  await page.getByText('Microsoft 365', { exact: true }).click()
  await page.getByLabel('Address').fill('help@acme.example')
  await page.getByLabel('Client ID').focus()
  await page.getByText('outlook.office365.com:993').waitFor()
  expect(await page.getByLabel('Password', { exact: true }).count()).toBe(0)
  // The long form has what was found.
  await page.getByRole('button', { name: 'All settings' }).click()
  expect(await page.getByRole('textbox', { name: 'Token URL' }).inputValue()).toContain('login.microsoftonline.com')
})

test('a token is shown once, and refused after it was revoked', async () => {
  const page = await desk.open('/settings/tokens')
  await page.getByRole('button', { name: 'Create token' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Warehouse')
  await page.getByRole('dialog').getByRole('button', { name: 'Create token' }).click()
  const value = (await page.locator('[data-secret]').textContent()) ?? ''
  const ask = () =>
    fetch(`${desk.server.url}/api/v1/me`, { headers: { authorization: `Bearer ${value}` } }).then((one) => one.status)
  expect(await ask()).toBe(200)
  await page.reload()
  const row = page.getByRole('listitem').filter({ hasText: 'Warehouse' })
  await row.waitFor()
  expect(await page.content()).not.toContain(value)
  await row.getByRole('button', { name: 'Revoke…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await row.waitFor({ state: 'detached' })
  expect(await ask()).toBe(401)
  // The button went with the row: the keyboard goes on in the page.
  await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('content')
})

test('a colleague is added and sees only what their role allows', async () => {
  const page = await desk.open('/settings/staff')
  await page.getByRole('button', { name: 'Add team member' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Rosa Read')
  await dialog.getByLabel('Email').fill('rosa@acme.example')
  await dialog.getByText('Temporary password').click()
  await dialog.locator('input[type=password]').fill('a long enough password')
  await dialog.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'Read only' }).click()
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('Rosa Read can sign in now.').waitFor()

  const theirs = await desk.visit('/sign-in')
  await theirs.getByLabel('Email').fill('rosa@acme.example')
  await theirs.getByLabel('Password', { exact: true }).fill('a long enough password')
  await theirs.getByRole('button', { name: 'Sign in' }).click()
  await theirs.getByRole('heading', { name: 'Inbox' }).waitFor()
  await theirs.getByRole('link', { name: 'Settings' }).click()
  await theirs.getByRole('link', { name: 'Channels' }).click()
  await theirs.getByRole('heading', { name: 'Channels' }).waitFor()
  expect(await theirs.getByRole('link', { name: 'API tokens' }).count()).toBe(0)
  expect(await theirs.getByRole('link', { name: /^Connect/ }).count()).toBe(0)
})

test('a role that the server refuses to change is shown as it is', async () => {
  const page = await desk.open('/settings/staff')
  const role = page.getByRole('combobox', { name: 'Role: ana' })
  await role.click()
  await page.getByRole('option', { name: 'Read only' }).click()
  await page.getByText(/the last admin/).waitFor()
  await expect.poll(() => role.inputValue()).toBe('Admin')
})

test('access of a colleague is switched off while their API tokens go on, after a question that says what that means', async () => {
  const login = { email: 'tova@acme.example', password: 'a long enough password' }
  await desk.server.api('POST', '/staff', { name: 'Tova Leaves', role: 'admin', ...login })
  const theirs = await desk.visit('/sign-in')
  await theirs.getByLabel('Email').fill(login.email)
  await theirs.getByLabel('Password', { exact: true }).fill(login.password)
  await theirs.getByRole('button', { name: 'Sign in' }).click()
  await theirs.getByRole('heading', { name: 'Inbox' }).waitFor()
  await theirs.goto(`${desk.server.url}/settings/tokens`)
  await theirs.getByRole('button', { name: 'Create token' }).click()
  await theirs.getByRole('dialog').getByLabel('Name').fill('Of Tova')
  await theirs.getByRole('dialog').getByRole('button', { name: 'Create token' }).click()
  const value = (await theirs.locator('[data-secret]').textContent()) ?? ''
  await theirs.close()

  const page = await desk.open('/settings/staff')
  const switchOff = async () => {
    await page.getByRole('button', { name: 'What to do with Tova Leaves' }).click()
    await page.getByRole('menuitem', { name: 'Deactivate, keep their API tokens' }).click()
  }
  const dialog = page.getByRole('dialog', { name: 'Deactivate Tova Leaves and keep their API tokens?' })
  await switchOff()
  await dialog.getByText('You stand for them from now on').waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.waitFor({ state: 'detached' })
  const row = page.getByRole('listitem').filter({ hasText: 'Tova Leaves' })
  expect(await row.getByText('Deactivated').count()).toBe(0)

  await switchOff()
  await dialog.getByRole('button', { name: 'Deactivate' }).click()
  await row.getByText('Deactivated').waitFor()
  const asked = await fetch(`${desk.server.url}/api/v1/me`, { headers: { authorization: `Bearer ${value}` } })
  expect(asked.status).toBe(200)
})
