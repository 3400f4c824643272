import { useSyncExternalStore } from 'react'
import type { Words as ServerCode } from '@throughline/protocol/words.ts'
import { en, type Words } from './en.ts'
import { inLanguageOf, type OfServer } from './server-words.ts'
import { language, rememberOnDevice, setLanguage, type Language } from './locale.ts'

/** The catalogue in use. It changes with the language: read it while drawing, never at the top of a file. */
export let w: Words = en
/** Null: the server's own English. */
let ofServer: OfServer | null = null

const listeners = new Set<() => void>()

/** Speaks another language from now on. Only the one in use is fetched. */
export async function speak(chosen: Language): Promise<void> {
  if (chosen === language()) return
  const { words, ofServer: server } = await catalogue[chosen]()
  w = words
  ofServer = server
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

interface Catalogue {
  words: Words
  ofServer: OfServer | null
}

const catalogue: Record<Language, () => Promise<Catalogue>> = {
  en: async () => ({ words: en, ofServer: null }),
  de: async () => (await import('./de.ts')).de,
  fr: async () => (await import('./fr.ts')).fr,
}

/** For the root of the page, which is drawn anew in another language. */
export function useLanguage(): Language {
  return useSyncExternalStore(listen, language)
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
