import type { Entity, Message } from './updates.ts'

/** PostgreSQL holds neither U+0000 nor lone surrogates. */
export const clean = (text: string): string => text.replaceAll('\u0000', '').toWellFormed()

/** Of a person or a chat. */
export function nameOf(of: {
  first_name?: string
  last_name?: string | undefined
  title?: string | undefined
  username?: string | undefined
}): string | null {
  const name = clean([of.first_name, of.last_name].filter(Boolean).join(' ')).trim().slice(0, 200).toWellFormed()
  return (
    name ||
    (of.title && clean(of.title).slice(0, 200).toWellFormed()) ||
    (of.username ? `@${clean(of.username)}` : null)
  )
}

/**
 * The words of a message, and what of it is no file, in signs that need no translation. Whose words were forwarded stands
 * above them, so that nobody takes them for the sender's.
 */
export function textOf(message: Message): string {
  const { text, caption, entities, caption_entities: ofCaption } = message
  const own = text === undefined ? withLinks(caption ?? '', ofCaption) : withLinks(text, entities)
  const said = [forwardedFrom(message), own, ...shownAsText(message)]
  return clean(said.filter((line) => line !== '').join('\n'))
}

/** A link that stands behind a word would be lost with the formatting. */
function withLinks(text: string, entities: readonly Entity[] = []): string {
  const links = entities.flatMap(({ type, url, offset, length }) =>
    type === 'text_link' && url !== undefined
      ? [{ end: offset + length, url, shown: text.slice(offset, offset + length) }]
      : [],
  )
  return links
    .filter(({ url, shown }) => shown !== url)
    .toSorted((a, b) => b.end - a.end)
    .reduce((whole, { end, url }) => `${whole.slice(0, end)} (${url})${whole.slice(end)}`, text)
}

function forwardedFrom({ forward_origin: origin }: Message): string {
  if (origin === undefined) return ''
  const { sender_user: user, sender_user_name: hidden, sender_chat: group, chat } = origin
  const from = user ?? group ?? chat
  return `↪ ${(from ? nameOf(from) : hidden) ?? '?'}:`
}

function shownAsText({ contact, location, venue, poll, dice, game, checklist, sticker, from }: Message): string[] {
  return [
    contact ? contactText(contact, from?.id) : '',
    venue ? `📍 ${venue.title}, ${venue.address}` : '',
    location ? `${venue ? '' : '📍 '}https://maps.google.com/?q=${location.latitude},${location.longitude}` : '',
    poll ? [`📊 ${poll.question}`, ...poll.options.map((option) => `– ${option.text}`)].join('\n') : '',
    dice ? `${dice.emoji} ${dice.value}` : '',
    game ? `🎮 ${game.title}` : '',
    checklist ? [`☑ ${checklist.title}`, ...checklist.tasks.map((task) => `– ${task.text}`)].join('\n') : '',
    sticker?.emoji ?? '',
  ]
}

type Contact = NonNullable<Message['contact']>

/** Telegram vouches for the number of an account whose owner shares it; of anybody else's it says only what was typed. */
function contactText(contact: Contact, senderId: number | undefined): string {
  const number = clean(contact.phone_number)
  if (isOwnContact(contact, senderId)) return `📱 ${numberOf(contact)}`
  return `👤 ${[nameOf(contact), number].filter(Boolean).join(' ')}`
}

export const isOwnContact = ({ user_id: ownerId }: Contact, senderId: number | undefined): boolean =>
  ownerId !== undefined && ownerId === senderId

/** Telegram leaves the plus out. */
export const numberOf = ({ phone_number: number }: Contact): string => clean(number.replace(/^\+?/, '+'))
