import { useSyncExternalStore } from 'react'
import type { Words as ServerCode } from '@throughline/protocol/words.ts'
import { en, type Words } from './en.ts'
import { inLanguageOf, type OfServer } from './server-words.ts'
import type { Spoken } from './spoken.ts'
import { language, rememberOnDevice, setLanguage, type Language } from './locale.ts'

export type Groups = Readonly<Record<string, object>>

/** No group of an area hides one of the whole desk. */
type OwnGroups = Groups & { readonly [Shared in keyof Words]?: never }

/** What is said in another language, by the whole desk, by each area, and by the server. */
interface Catalogue {
  words: Words
  ofAreas: Readonly<Record<string, Groups>>
  ofServer: OfServer
}

export type Catalogues = { readonly [Full in Exclude<Language, 'en'>]: () => Promise<Catalogue> }

const english = { ...en }

/**
 * What the whole desk says, in the language in use. Its groups are exchanged with the language: read it while drawing,
 * never at the top of a file. Each area has a `w` that holds its own groups too.
 */
export const w: Words = { ...en }

/** The `w` of an area, of its English. The other languages come from the catalogues. */
export function wordsWith<En extends OwnGroups>(groups: En): Words & Spoken<En> {
  Object.assign(english, groups)
  Object.assign(w, groups)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- they were just added
  return w as Words & Spoken<En>
}

let catalogues: Catalogues | null = null
/** Null: the server's own English. */
let ofServer: OfServer | null = null

/** The other languages stand above the areas, whose words they hold. */
export function speakFrom(known: Catalogues): void {
  catalogues = known
}

const listeners = new Set<() => void>()

/** Speaks another language from now on. Only the one in use is fetched. */
export async function speak(chosen: Language): Promise<void> {
  if (chosen === language()) return
  if (catalogues === null) throw new Error('There is nothing to speak from yet.')
  const fetched = chosen === 'en' ? null : await catalogues[chosen]()
  Object.assign(w, english, fetched?.words, ...Object.values(fetched?.ofAreas ?? {}))
  ofServer = fetched?.ofServer ?? null
  setLanguage(chosen)
  rememberOnDevice(chosen)
  document.documentElement.lang = chosen
  for (const listener of listeners) listener()
}

/** What the server says, by its codes: an error, a reason, the finding of a test. */
export function say(sentence: string, words: readonly ServerCode[] | undefined): string {
  return inLanguageOf(ofServer?.words ?? null, sentence, words)
}

/** A field of a channel's settings: its title and what it is for. `english` is what the server calls it. */
export function fieldOfChannel(
  kind: string,
  path: string,
  english: { title: string; description: string | null },
): { title: string; description: string | null } {
  const known = ofServer?.channelForms[kind]?.fields[path]
  return known ? { title: known.title, description: known.more ?? null } : english
}

/** What a kind of channel is for. */
export function aboutChannel(kind: string, english: string): string {
  return ofServer?.channelForms[kind]?.about ?? english
}

/** For the root of the page, which is drawn anew in another language. */
export function useLanguage(): Language {
  return useSyncExternalStore(listen, language)
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
