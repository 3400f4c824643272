import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useNow } from '../../look/use-now.ts'
import { w } from '../../words/words.ts'
import { EarlierVersions } from './earlier-versions.tsx'
import classes from './entry-body.module.css'
import { LinkedText } from './linked-text.tsx'
import { MailBody } from './mail/mail-body.tsx'

export interface EntryBodyProps {
  entry: Entry
  subject: string | null
  showsPlain: boolean
}

/** What was said. Text is text: nothing in it is ever read as markup. */
export function EntryBody({ entry, subject, showsPlain }: EntryBodyProps) {
  const nowMs = useNow()
  if (entry.deletedAt) return <p className={classes.struck}>{struckOut(entry)}</p>
  if (entry.content.type === 'email')
    return <MailBody entry={entry} mail={entry.content} subject={subject} showsPlain={showsPlain} />
  const text = entry.edited?.text ?? entry.text
  return (
    <div className={classes.body}>
      {text ? (
        <LinkedText text={text} mentions={entry.content.type === 'note' ? entry.content.mentions : undefined} />
      ) : (
        entry.attachments.length === 0 && <Nothing entry={entry} />
      )}
      {entry.edited && <EarlierVersions entryId={entry.id} edited={entry.edited} nowMs={nowMs} />}
    </div>
  )
}

function struckOut({ author, deletedBy }: Entry): string {
  return deletedBy && deletedBy.id !== author.id ? w.entry.struckOutBy(deletedBy.name) : w.entry.struckOut
}

/** Content of a company's own channel that we keep without reading it. */
function Nothing({ entry }: { entry: Entry }) {
  if (entry.content.type !== 'custom') return <span className={classes.edited}>{w.entry.noText}</span>
  return (
    <details className={classes.data}>
      <summary>{w.entry.data}</summary>
      <pre>{JSON.stringify(entry.content.data, null, 2)}</pre>
    </details>
  )
}
