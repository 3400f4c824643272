import type { Mention } from '@throughline/protocol/timeline/content/note.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { ReactNode } from 'react'
import { useNow } from '../../look/use-now.ts'
import { w } from '../../words/words.ts'
import { EarlierVersions } from './earlier-versions.tsx'
import classes from './entry-body.module.css'
import { LinkedText } from './linked-text.tsx'

export interface TextBodyProps {
  entry: Entry
  mentions?: Mention[] | undefined
  /** Shown when there is neither text nor a file. */
  otherwise?: ReactNode
}

/** What was said, as it reads now. Text is text: nothing in it is ever read as markup. */
export function TextBody({ entry, mentions, otherwise = <NoText /> }: TextBodyProps) {
  const nowMs = useNow()
  const text = entry.edited?.text ?? entry.text
  return (
    <div className={classes.body}>
      {text ? <LinkedText text={text} mentions={mentions} /> : entry.attachments.length === 0 && otherwise}
      {entry.edited && <EarlierVersions entryId={entry.id} edited={entry.edited} nowMs={nowMs} />}
    </div>
  )
}

function NoText() {
  return <span className={classes.edited}>{w.entry.noText}</span>
}

/** Content of a company's own channel that we keep without reading it. */
export function Data({ data }: { data: unknown }) {
  return (
    <details className={classes.data}>
      <summary>{w.entry.data}</summary>
      <pre>{JSON.stringify(data, null, 2)}</pre>
    </details>
  )
}
