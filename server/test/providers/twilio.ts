import { createHmac, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/**
 * Twilio as its documentation describes it: takes messages at its API, signs what it hands in, and fails as asked.
 * https://www.twilio.com/docs/messaging/api/message-resource, .../usage/webhooks/webhooks-security
 */
export interface SimulatedTwilio extends AsyncDisposable {
  readonly url: string
  readonly accountSid: string
  readonly authToken: string
  /** What was taken, in order; of some of it the sender was never told. */
  readonly messages: TakenMessage[]
  /** How many requests to send came, refused ones included. */
  readonly attempts: number
  /** What becomes of the next requests to send, one each; then they are taken. */
  failNext(...failures: Failure[]): void
  /** Files, by the path of their address. */
  readonly media: Map<string, { type: string; bytes: Buffer }>
  /** The number that is set up, and where its messages are handed in. */
  readonly number: { phone: string; smsUrl: string }
  /** Hands in a customer's message. `smsUrl` is what was set at Twilio. */
  handIn(message: Record<string, string>): Promise<Response>
  /** Reports a status of a message to the address that its sender gave. */
  report(message: TakenMessage, status: string, more?: Record<string, string>): Promise<Response>
}

export interface TakenMessage {
  sid: string
  to: string
  from: string
  body: string
  statusCallback: string
  messagingServiceSid: string
}

export type Failure =
  | { status: number; code?: number; message?: string; retryAfter?: string }
  /** The message is taken, and the connection ends before the answer. */
  | 'lost answer'
  /** Nothing is taken, and the connection ends. */
  | 'lost request'

const newSid = (kind: string): string => kind + randomBytes(16).toString('hex')

/** `reach` turns a public address into the one that is really called. */
export async function simulateTwilio(reach: (url: string) => string): Promise<SimulatedTwilio> {
  const accountSid = newSid('AC')
  const authToken = randomBytes(16).toString('hex')
  const messages: TakenMessage[] = []
  const failures: Failure[] = []
  const media = new Map<string, { type: string; bytes: Buffer }>()
  const number = { phone: '+15005550006', smsUrl: '' }
  let attempts = 0

  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo
  const account = `/2010-04-01/Accounts/${accountSid}`

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url!, 'http://twilio')
    const basic = Buffer.from(`${accountSid}:${authToken}`).toString('base64')
    const said = await text(request)
    if (request.headers.authorization !== `Basic ${basic}`) {
      return answer(response, 401, { code: 20003, message: 'Authenticate', status: 401 })
    }
    if (request.method === 'POST' && pathname === `${account}/Messages.json`) return take(response, said)
    const file = media.get(pathname)
    if (file) return void response.writeHead(200, { 'content-type': file.type }).end(file.bytes)
    if (pathname === `${account}.json`) {
      return answer(response, 200, { sid: accountSid, friendly_name: 'Acme', status: 'active' })
    }
    if (pathname === `${account}/IncomingPhoneNumbers.json`) {
      const isIt = searchParams.get('PhoneNumber') === number.phone
      const found = isIt ? [{ phone_number: number.phone, sms_url: number.smsUrl, capabilities: { sms: true } }] : []
      return answer(response, 200, { incoming_phone_numbers: found })
    }
    answer(response, 404, { code: 20404, message: 'The requested resource was not found', status: 404 })
  }

  function take(response: ServerResponse, said: string): void {
    attempts++
    const failure = failures.shift()
    if (failure === 'lost request') return void response.destroy()
    if (typeof failure === 'object') {
      const { status, code, message = 'Refused', retryAfter } = failure
      if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter)
      return answer(response, status, { code, message, status })
    }
    const form = new URLSearchParams(said)
    const given = (name: string): string => form.get(name) ?? ''
    const taken: TakenMessage = {
      sid: newSid('SM'),
      to: given('To'),
      from: given('From'),
      body: given('Body'),
      statusCallback: given('StatusCallback'),
      messagingServiceSid: given('MessagingServiceSid'),
    }
    messages.push(taken)
    if (failure === 'lost answer') return void response.destroy()
    answer(response, 201, {
      sid: taken.sid,
      status: taken.messagingServiceSid ? 'accepted' : 'queued',
      error_code: null,
    })
  }

  return {
    url: `http://127.0.0.1:${port}`,
    accountSid,
    authToken,
    messages,
    get attempts() {
      return attempts
    },
    failNext: (...given) => void failures.push(...given),
    media,
    number,
    handIn: (message) => post(reach, authToken, number.smsUrl, inbound(accountSid, number.phone, message)),
    report: (message, status, more = {}) =>
      post(reach, authToken, message.statusCallback, {
        AccountSid: accountSid,
        ApiVersion: '2010-04-01',
        From: message.from,
        MessageSid: message.sid,
        MessageStatus: status,
        SmsSid: message.sid,
        SmsStatus: status,
        To: message.to,
        ...more,
      }),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function inbound(accountSid: string, to: string, message: Record<string, string>): Record<string, string> {
  const sid = message['MessageSid'] ?? newSid(Number(message['NumMedia'] ?? 0) > 0 ? 'MM' : 'SM')
  return {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    Body: '',
    FromCity: '',
    FromCountry: 'US',
    MessageSid: sid,
    NumMedia: '0',
    NumSegments: '1',
    SmsMessageSid: sid,
    SmsSid: sid,
    SmsStatus: 'received',
    To: to,
    ToCountry: 'US',
    ...message,
  }
}

function post(
  reach: (url: string) => string,
  authToken: string,
  url: string,
  fields: Record<string, string>,
): Promise<Response> {
  return fetch(reach(url), {
    method: 'POST',
    headers: { 'x-twilio-signature': signatureOf(url, fields, authToken), 'user-agent': 'TwilioProxy/1.1' },
    body: new URLSearchParams(fields),
  })
}

/** The address as it was set up, then each field by name, name and value without anything between. */
export function signatureOf(url: string, fields: Record<string, string>, authToken: string): string {
  let data = url
  for (const name of Object.keys(fields).toSorted()) data += name + fields[name]
  return createHmac('sha1', authToken).update(Buffer.from(data, 'utf8')).digest('base64')
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', date: new Date().toUTCString() })
  response.end(JSON.stringify(body))
}
