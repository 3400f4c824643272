import { Fragment, type ReactNode } from 'react'
import { useLanguage } from './words.ts'

/** Everything inside is made anew when the language changes: the words are read while drawing, and some rows keep theirs. */
export function InLanguage({ children }: { children: ReactNode }) {
  return <Fragment key={useLanguage()}>{children}</Fragment>
}
