import type { TextContent } from '@throughline/protocol/timeline/content/text.ts'
import { z } from 'zod'
import type { MediaToFetch } from '../../../contract.ts'
import { readAll, type Failure } from './webhook.ts'

// What a message says, by its type. `text` holds all of it in a plain form without words of ours.
// https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages

export interface Said {
  text: string
  content: TextContent
  media: MediaToFetch[]
  /** The payload of the button or row that was chosen. */
  choice: string | null
}

const text = z.string().catch('')
const words = z.object({ body: text })

const Media = z.object({
  id: z.union([z.string().min(1), z.number().transform(String)]),
  mime_type: text,
  sha256: text,
  caption: text,
  filename: text,
  voice: z.boolean().catch(false),
})

const Location = z.object({
  latitude: z.coerce.number().min(-90).max(90),
  longitude: z.coerce.number().min(-180).max(180),
  name: text,
  address: text,
  url: text,
})

const Card = z.object({
  name: z
    .object({ formatted_name: text, first_name: text, last_name: text })
    .catch({ formatted_name: '', first_name: '', last_name: '' }),
  org: z.object({ company: text, title: text }).catch({ company: '', title: '' }),
  phones: z
    .array(z.unknown())
    .catch([])
    .transform(readAll(z.object({ phone: text, wa_id: text }))),
  emails: z
    .array(z.unknown())
    .catch([])
    .transform(readAll(z.object({ email: text }))),
  addresses: z
    .array(z.unknown())
    .catch([])
    .transform(readAll(z.object({ street: text, city: text, state: text, zip: text, country: text }))),
})

const number = z.coerce.number().catch(0)
const Order = z.object({
  catalog_id: text,
  text,
  product_items: z
    .array(z.unknown())
    .catch([])
    .transform(
      readAll(
        z.object({
          product_retailer_id: text,
          quantity: number,
          item_price: z.coerce.number().nullable().catch(null),
          currency: text,
        }),
      ),
    ),
})

const Reply = z.object({ id: text, title: text, description: text })
const Form = z.object({ response_json: z.union([z.string(), z.record(z.string(), z.unknown())]), name: text })

export const Referral = z.object({
  source_url: text,
  source_id: text,
  source_type: text,
  headline: text,
  body: text,
  ctwa_clid: text,
})

const mediaTypes = new Set(['image', 'video', 'audio', 'voice', 'document', 'sticker'])

export type MessageParts = Readonly<Record<string, unknown>> & { type: string }

/** Null: there is nothing in it that is known by its type. */
export function readContent(message: MessageParts): Said | null {
  const { type } = message
  const part = message[type]
  if (type === 'text') return one(words, part, ({ body }) => plain(body))
  if (mediaTypes.has(type)) return one(Media, part, (media) => ofMedia(type, media))
  if (type === 'location') return one(Location, part, ofLocation)
  if (type === 'contacts') return one(z.array(z.unknown()).transform(readAll(Card)), part, ofCards)
  if (type === 'order') return one(Order, part, ofOrder)
  if (type === 'button') return one(z.object({ payload: text, text }), part, ofButton)
  if (type === 'interactive') return ofInteractive(part)
  return null
}

/** What WhatsApp does not hand on, or what is not known here. */
export function unsupported(message: MessageParts, failures: readonly Failure[]): Said {
  const named = z.object({ type: text }).safeParse(message['unsupported'])
  const kind = (named.success ? named.data.type : '') || (message.type === 'unsupported' ? '' : message.type)
  const why = failures.map(({ said }) => said).join(' ')
  return plain(`[${kind || 'unsupported'}]`, { unsupported: { kind, why } })
}

/** A message that was begun at an advertisement. */
export function withReferral(said: Said, given: unknown): Said {
  const { data } = Referral.safeParse(given)
  if (!data) return said
  const { source_type: source, source_id: sourceId, source_url: url, headline, body, ctwa_clid: clickId } = data
  const content = { ...said.content, referral: { source, sourceId, url, headline, body, clickId } }
  return { ...said, content, text: said.text || lines([headline, url]) }
}

function one<Shape extends z.ZodType>(shape: Shape, part: unknown, say: (of: z.output<Shape>) => Said): Said | null {
  const read = shape.safeParse(part)
  return read.success ? say(read.data) : null
}

function plain(said: string, more: Omit<TextContent, 'type'> = {}): Said {
  return { text: said, content: { type: 'text', ...more }, media: [], choice: null }
}

const lines = (parts: readonly string[]): string => parts.filter((part) => part.trim() !== '').join('\n')

function ofMedia(type: string, media: z.infer<typeof Media>): Said {
  const { id, mime_type: declaredType, sha256, caption, filename, voice } = media
  const name = filename || `${voice ? 'voice' : type}${endingOf(declaredType)}`
  // Without the address that the webhook names: the token goes to the Graph API only, and to where that says.
  const reference = { id, ...(sha256 === '' ? {} : { sha256 }) }
  const file = { name, declaredType: declaredType || 'application/octet-stream', sizeBytes: null, reference }
  return { ...plain(caption), media: [file] }
}

function endingOf(declaredType: string): string {
  const subtype = /^[a-z]+\/([a-z0-9]{2,5})(?:;|$)/.exec(declaredType)?.[1]
  if (subtype === undefined) return ''
  return `.${subtype === 'jpeg' ? 'jpg' : subtype === 'mpeg' ? 'mp3' : subtype}`
}

function ofLocation({ latitude, longitude, name, address, url }: z.infer<typeof Location>): Said {
  const place = lines([name, address, `${latitude}, ${longitude}`, url])
  return plain(place, { location: { latitude, longitude, name, address, url } })
}

function ofCards(given: z.infer<typeof Card>[]): Said {
  const cards = given.map(({ name, org, phones, emails, addresses }) => ({
    name: name.formatted_name || [name.first_name, name.last_name].filter(Boolean).join(' '),
    organisation: org.company,
    title: org.title,
    phones: phones.map(({ phone, wa_id }) => phone || wa_id),
    emails: emails.map(({ email }) => email),
    addresses: addresses.map(({ street, city, state, zip, country }) =>
      [street, [zip, city].filter(Boolean).join(' '), state, country].filter(Boolean).join(', '),
    ),
  }))
  const said = cards.map(({ name, organisation, phones, emails }) => lines([name, organisation, ...phones, ...emails]))
  return plain(said.join('\n\n'), { contacts: cards })
}

function ofOrder({ catalog_id: catalogue, text: written, product_items: products }: z.infer<typeof Order>): Said {
  const items = products.map(({ product_retailer_id: product, quantity, item_price: price, currency }) => {
    return { product, quantity, price, currency }
  })
  const said = items.map(({ product, quantity, price, currency }) =>
    `${quantity} × ${product}${price === null ? '' : ` (${price} ${currency})`}`.trimEnd(),
  )
  return plain(lines([written, ...said]), { order: { catalogue, items } })
}

function ofButton({ payload, text: title }: { payload: string; text: string }): Said {
  return ofChoice({ id: payload, title, description: '' })
}

function ofChoice({ id: payload, title, description }: z.infer<typeof Reply>): Said {
  return {
    ...plain(lines([title, description]), { choice: { title, description, payload } }),
    choice: payload,
  }
}

function ofInteractive(part: unknown): Said | null {
  const read = z.record(z.string(), z.unknown()).safeParse(part)
  if (!read.success) return null
  const { type } = read.data
  if (type === 'button_reply' || type === 'list_reply') return one(Reply, read.data[type], ofChoice)
  return type === 'nfm_reply' ? one(Form, read.data[type], ofForm) : null
}

function ofForm({ response_json: answer, name }: z.infer<typeof Form>): Said {
  const given = typeof answer === 'string' ? parse(answer) : answer
  const fields = Object.entries(given)
    // It ties the answer to the form that was sent, and says nothing.
    .filter(([field]) => field !== 'flow_token')
    .map(([field, value]) => ({ name: field, value: typeof value === 'string' ? value : JSON.stringify(value) }))
  const said = fields.map((field) => `${field.name}: ${field.value}`)
  return plain(lines(said) || `[${name || 'form'}]`, { form: { name, fields } })
}

/** The answer of a form is a text of JSON; what is not is shown as it is. */
function parse(json: string): Record<string, unknown> {
  try {
    const read = z
      .record(z.string(), z.unknown())
      .safeParse(
        JSON.parse(json, (_key, value: unknown) =>
          typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value,
        ),
      )
    return read.success ? read.data : { answer: json }
  } catch {
    return { answer: json }
  }
}
