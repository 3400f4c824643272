import { z } from 'zod'
import type { SecretSetting } from '../../contract.ts'

const id = z
  .string()
  .trim()
  .regex(/^[0-9]{1,30}$/)

/** One phone number of a WhatsApp Business account at Meta’s Cloud API. */
export const WhatsAppSettings = z.strictObject({
  phoneNumberId: id.meta({
    title: 'Phone number ID',
    description: 'Under “API setup” of the app at Meta. It is not the phone number itself.',
  }),
  portfolioId: id.meta({
    title: 'Business portfolio ID',
    description: 'Under “Business info” of the portfolio. Within it WhatsApp calls the same person by the same ID.',
  }),
  accessToken: z.string().trim().min(1).max(2000).meta({
    title: 'Access token',
    description: 'Of a system user, with whatsapp_business_messaging, and without an end.',
  }),
  appSecret: z.string().trim().min(1).max(200).meta({
    title: 'App secret',
    description: 'Under “App settings”, “Basic”. Meta signs with it what it hands in.',
  }),
  verifyToken: z.string().trim().min(8).max(200).meta({
    title: 'Verify token',
    description: 'Any long text of yours. Give the same to Meta beside the address of the webhook.',
  }),
  server: z
    .url({ protocol: /^https?$/ })
    .default('https://graph.facebook.com')
    .meta({ title: 'Server', description: 'Where the Graph API is reached.' }),
})
export type WhatsAppSettings = z.infer<typeof WhatsAppSettings>

export const secretSettings: readonly SecretSetting[] = [
  { path: 'accessToken', boundTo: ['server', 'phoneNumberId'] },
  // These are never sent: they check what comes in.
  { path: 'appSecret', boundTo: [] },
  { path: 'verifyToken', boundTo: [] },
]
