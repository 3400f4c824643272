import { useSyncExternalStore } from 'react'
import { en, type Words } from './en.ts'
import { language, rememberOnDevice, setLanguage, type Language } from './locale.ts'

/** The catalogue in use. It changes with the language: read it while drawing, never at the top of a file. */
export let w: Words = en

const listeners = new Set<() => void>()

/** Speaks another language from now on. Only the one in use is fetched. */
export async function speak(chosen: Language): Promise<void> {
  if (chosen === language()) return
  const words = await catalogue[chosen]()
  w = words
  setLanguage(chosen)
  rememberOnDevice(chosen)
  document.documentElement.lang = chosen
  for (const listener of listeners) listener()
}

const catalogue: Record<Language, () => Promise<Words>> = {
  en: async () => en,
  de: async () => (await import('./de.ts')).de,
}

/** For the root of the page, which is drawn anew in another language. */
export function useLanguage(): Language {
  return useSyncExternalStore(listen, language)
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
