import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { soon, useDesk } from './desk.ts'

const desk = useDesk()

test('an admin sees on the page of a chat what a flood of visitors was refused, in both languages', async () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract's answer
  const { id } = (await desk.server.api('POST', '/channels', { kind: 'webchat', name: 'Shop', settings: {} })) as {
    id: string
  }
  const say = async (): Promise<number> => {
    const response = await fetch(`${desk.server.url}/api/v1/webchat/${id}/messages`, {
      method: 'POST',
      headers: {
        authorization: `Visitor ${randomBytes(32).toString('base64url')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ echoId: 'first', text: 'Buy my pills.' }),
    })
    await response.body?.cancel()
    return response.status
  }
  const quiet = await desk.open(`/settings/channels/${id}`)
  await quiet.getByRole('textbox', { name: 'Name', exact: true }).waitFor()
  expect(await quiet.getByRole('region', { name: 'Refused because of a flood' }).count()).toBe(0)

  const statuses = await Promise.all(Array.from({ length: 230 }, say))
  // A hundred within ten minutes; the ten minutes may end just now.
  const refused = statuses.filter((status) => status === 429).length
  expect(refused).toBeGreaterThanOrEqual(30)
  const written = async (): Promise<number | undefined> => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract's answer
    const { items } = (await desk.server.api('GET', `/channels/${id}/floods`)) as { items: { refused: number }[] }
    return items[0]?.refused
  }
  await expect.poll(written, soon).toBe(refused)
  // The desk asks every half a minute by itself.
  await quiet.reload()
  await quiet.getByText(`${refused} new visitors from the network address 127.0.0.1 were refused.`).waitFor()
  expect(await quiet.getByText('Most came from').count()).toBe(0)
  await quiet.getByText(/set TRUST_PROXY/).waitFor()

  const german = await desk.open(`/settings/channels/${id}`, { locale: 'de-DE' })
  await german.getByText(`wurden ${refused} neue Besucher von der Netzadresse 127.0.0.1 abgewiesen.`).waitFor()
})
