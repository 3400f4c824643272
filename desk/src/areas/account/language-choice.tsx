import { SegmentedControl } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useChangePreferences } from '../../data/me/preferences.ts'
import { isLanguage, language, languages } from '../../words/locale.ts'
import { speak } from '../../words/words.ts'
import { w } from './words/words.ts'

let wasJustChosen = false

/** The page is drawn anew in the other language; the focus stays where the hand is. */
export function LanguageChoice() {
  const change = useChangePreferences()
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (wasJustChosen) root.current?.querySelector<HTMLInputElement>('input:checked')?.focus()
    wasJustChosen = false
  }, [])
  const choose = (chosen: string) => {
    if (!isLanguage(chosen)) return
    wasJustChosen = true
    change({ language: chosen })
    void speak(chosen)
  }
  return (
    <SegmentedControl
      ref={root}
      aria-label={w.account.language}
      value={language()}
      onChange={choose}
      data={Object.entries(languages).map(([value, label]) => ({ value, label: <span lang={value}>{label}</span> }))}
    />
  )
}
