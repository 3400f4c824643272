import type { WordsByDomain } from '@throughline/protocol/words-by-domain.ts'
import type { Translated, Words } from '@throughline/protocol/words.ts'

/** What the server says by code, in one language. */
export type ServerWords = { readonly [Domain in keyof WordsByDomain]: Translated<WordsByDomain[Domain]> }

/**
 * The text of the server in the language of `known`. In English (`known` is null), of a code that is not known here (the
 * server is newer) or without codes (an older version stored it): the server's own sentence.
 */
export function inLanguageOf(known: ServerWords | null, sentence: string, words: readonly Words[] | undefined): string {
  if (known === null || words === undefined || words.length === 0) return sentence
  const said = words.map((one) => translate(known, one))
  return said.includes(null) ? sentence : said.join(' ')
}

function own(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && Object.hasOwn(of, name) ? Reflect.get(of, name) : undefined
}

function translate(known: ServerWords, { code, params }: Words): string | null {
  const [domain = '', name = ''] = code.split('.')
  const say = own(own(known, domain), name)
  if (typeof say !== 'function') return null
  try {
    return String(say(params))
  } catch {
    // A value is missing: the server is of another version.
    return null
  }
}

/** The form of a channel's settings, by the kind of the channel; fields by their path, such as `smtp.host`. */
export type ChannelForms = Readonly<
  Record<string, { about: string; fields: Readonly<Record<string, { title: string; more?: string }>> }>
>

/** All that the server says and what it draws forms from, in one language. */
export interface OfServer {
  words: ServerWords
  channelForms: ChannelForms
}
