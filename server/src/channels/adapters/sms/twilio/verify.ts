import { createHash, createHmac } from 'node:crypto'
import { smsWords } from '@throughline/protocol/sms/words.ts'
import { isSameSecret } from '../../../../lib/same-secret.ts'
import { ChannelError, type ProviderRequest } from '../../../contract.ts'
import { formFields, isJson, type Fields } from './fields.ts'

/**
 * Twilio's signature: HMAC-SHA1 with the auth token, in base64, over the public URL and, of a form, its fields by name, name
 * and value one after the other. A body that is no form is signed by its SHA-256, which the URL then carries as
 * `bodySHA256`. https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function verify(request: ProviderRequest, authToken: string): void {
  const given = request.headers['x-twilio-signature'] ?? ''
  if (given === '' || !isSigned(request, given, authToken)) {
    throw new ChannelError('invalid_signature', 'x-twilio-signature', smsWords.not_signed())
  }
}

function isSigned(request: ProviderRequest, given: string, authToken: string): boolean {
  if (!URL.canParse(request.url)) return false
  const digest = new URL(request.url).searchParams.get('bodySHA256')
  if (digest !== null) {
    const actual = createHash('sha256').update(request.body).digest('hex')
    if (!isSameSecret(digest, actual)) return false
  } else if (isJson(request)) {
    // Nothing in the signature would stand for what it says.
    return false
  }
  const data = digest !== null || request.method === 'GET' ? '' : signedText(formFields(request))
  return signedUrls(request.url).some((url) => isSameSecret(given, signatureOf(url + data, authToken)))
}

export function signatureOf(data: string, authToken: string): string {
  return createHmac('sha1', authToken).update(data).digest('base64')
}

/** Of a name that is there several times, each value once, in order. */
export function signedText(fields: Fields): string {
  const names = [...fields.keys()].toSorted(byCodeUnit)
  return names
    .flatMap((name) => [...new Set(fields.get(name))].toSorted(byCodeUnit).map((value) => name + value))
    .join('')
}

/** Twilio signs some URLs with their port and others without, whatever was typed in. */
function signedUrls(url: string): string[] {
  const bare = new URL(url)
  const port = bare.port || (bare.protocol === 'https:' ? '443' : '80')
  bare.port = ''
  const user = bare.username + (bare.password && `:${bare.password}`)
  const at = `${bare.protocol}//${user && `${user}@`}${bare.hostname}`
  return [bare.href, `${at}:${port}${bare.pathname}${bare.search}`]
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
