import type { ContactCard } from '@throughline/protocol/timeline/content/mail-parts.ts'
import type ical from 'ical.js'
import { componentsOf } from './ical-components.ts'

/** A photo makes a card long; what is longer stays a file. */
const maxChars = 512 * 1024
const maxCards = 10
const maxValues = 10

/** The cards of a vCard file (RFC 6350, and what came before it); none when it is none. */
export function readContactCards(text: string): ContactCard[] {
  if (text.length > maxChars || !/^BEGIN:VCARD/im.test(text)) return []
  try {
    const cards = componentsOf(modern(text).trim())
    return cards.slice(0, maxCards).map(cardOf)
  } catch {
    return []
  }
}

/**
 * Version 2.1 names types without "TYPE=", and wraps quoted-printable by "=" at the end of a line: later versions know
 * neither.
 */
function modern(text: string): string {
  if (!/^VERSION:2\.1/im.test(text)) return text
  return text
    .replace(/=\r?\n/g, '')
    .replace(/^[\w.-]+((?:;[^:;\r\n]{0,100}){1,10}):/gm, (head, params: string) =>
      head.replace(params, params.replace(/;([^=;]+)(?=;|$)/g, ';TYPE=$1')),
    )
}

function cardOf(card: ical.Component): ContactCard {
  const texts = (name: string, separator = ' ') =>
    card
      .getAllProperties(name)
      .slice(0, maxValues)
      .map((property) => textOf(property, separator))
      .filter((text) => text !== '')
  const [family = '', given = ''] = [card.getFirstProperty('n')?.getFirstValue() ?? []].flat().map(String)
  return {
    name: texts('fn')[0] ?? `${given} ${family}`.trim(),
    organisation: texts('org', ', ')[0] ?? '',
    title: texts('title')[0] ?? '',
    emails: texts('email'),
    phones: texts('tel').map((phone) => phone.replace(/^tel:/i, '')),
    addresses: texts('adr', ', '),
  }
}

function textOf(property: ical.Property, separator: string): string {
  const pieces = [property.getFirstValue()].flat(3).map((piece) => String(piece ?? '').trim())
  const text = pieces.filter((piece) => piece !== '').join(separator)
  const isQuoted = String(property.getParameter('encoding') ?? '').toUpperCase() === 'QUOTED-PRINTABLE'
  return (isQuoted ? unquote(text) : text)
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, 300)
    .toWellFormed()
}

function unquote(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
