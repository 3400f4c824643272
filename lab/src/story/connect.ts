import type { LabState } from '@throughline/protocol/lab/lab.ts'
import { connectShop } from '../api/lab-api.ts'
import { changeSettings, createChannel, readChannels } from '../api/product-api.ts'

/**
 * Does with the public API what an admin does in the settings: a mail channel that leaves by the simulated provider, a
 * chat channel, and the snippet on the shop's page. What is there already is used.
 */
export async function connect({ shop, mailServer }: LabState): Promise<void> {
  const channels = await readChannels()
  const mail = channels.find(({ kind, settings }) => kind === 'email' && settings['address'] === shop.supportAddress)
  const smtp = { ...mailServer, security: 'none' }
  if (mail) await changeSettings(mail.id, { ...mail.settings, smtp })
  else {
    const settings = { address: shop.supportAddress, senderName: shopName, smtp, authservIds: ['mx.lab.example'] }
    await createChannel({ kind: 'email', name: 'Lab mail', settings })
  }
  const chatSecret = crypto.randomUUID() + crypto.randomUUID()
  const settings = { title: shopName, allowedOrigins: [location.origin], identity: { secret: chatSecret } }
  const chat = await createChannel({ kind: 'webchat', name: 'Lab chat', settings })
  await connectShop({ chatChannelId: chat.id, chatSecret })
}

const shopName = 'Kettle & Co.'
