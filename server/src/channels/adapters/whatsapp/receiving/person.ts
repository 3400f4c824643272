import type { SenderAddress } from '../../../contract.ts'
import type { Contact } from './webhook.ts'

// Whom WhatsApp means. Since 2026 a person has an id within the business portfolio (BSUID), perhaps a user name, and a
// phone number only where they show it: https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids

/** The kind of an address that is the id of a person within a portfolio. */
export const userIdKind = 'whatsapp'

export interface Person {
  userId: string
  /** In international form, with a plus. */
  phone: string
  username: string
  name: string
}

const userIdForm = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/
const phoneForm = /^\+?[0-9]{5,20}$/

/** What the fields of a member say of a person. Each of them may be missing, and hold the one or the other. */
export function personOf(given: readonly string[], contact: Contact | null): Person {
  const values = [...given, contact?.user_id ?? '', contact?.wa_id ?? ''].map((value) => value.trim())
  const phone = values.find((value) => phoneForm.test(value)) ?? ''
  return {
    userId: values.find((value) => userIdForm.test(value)) ?? '',
    phone: phone === '' ? otherwise(values) : `+${phone.replace('+', '')}`,
    username: contact?.profile.username ?? '',
    name: contact?.profile.name ?? '',
  }
}

/** Of a form that is not known: kept as it is, so that the same sender is the same customer again. */
const otherwise = (values: readonly string[]): string =>
  values.find((value) => value !== '' && !userIdForm.test(value)) ?? ''

/**
 * The contact of a request that is about the sender of a member. Meta lists those who wrote. A person’s number and WhatsApp’s
 * id of it may differ, so the only contact is the sender of everything that has one sender.
 */
export function contactOf(
  contacts: readonly Contact[],
  given: readonly string[],
  isOnlySender: boolean,
): Contact | null {
  const ids = given.filter((value) => value !== '')
  const same = contacts.find(({ wa_id, user_id }) => ids.includes(wa_id) || ids.includes(user_id))
  return same ?? (isOnlySender && contacts.length === 1 ? contacts[0]! : null)
}

/**
 * The address by which the platform knows the person. The id is proven: WhatsApp gives it to nobody else. A number has been
 * somebody else’s before, and WhatsApp goes on showing the old one for a while.
 */
export function addressOf({ userId, phone, username, name }: Person): SenderAddress {
  const called = name || (username && `@${username}`) || null
  if (userId !== '') {
    return { kind: userIdKind, value: userId, name: called, assurance: 'possession-proven', scope: 'provider' }
  }
  return { kind: 'phone', value: phone, name: called, assurance: 'asserted', scope: 'everywhere' }
}

/** What else is theirs, by WhatsApp’s word. */
export function furtherAddresses({ userId, phone, username }: Person): SenderAddress[] {
  const further: SenderAddress[] = []
  if (userId !== '' && phone !== '') {
    further.push({ kind: 'phone', value: phone, name: null, assurance: 'asserted', scope: 'everywhere' })
  }
  // It can be given up, and taken by somebody else.
  if (username !== '') {
    further.push({ kind: 'handle', value: username, name: null, assurance: 'asserted', scope: 'provider' })
  }
  return further
}
