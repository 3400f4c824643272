import type { Content } from '@throughline/protocol/timeline/content.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { ReactNode } from 'react'
import { w } from '../../words/words.ts'
import { HandoverBody } from './handover/handover-body.tsx'
import classes from './entry-body.module.css'
import { MailBody } from './mail/mail-body.tsx'
import { Origin } from './origin.tsx'
import { Data, TextBody } from './text-body.tsx'

export interface EntryBodyProps {
  entry: Entry
  subject: string | null
  showsPlain: boolean
}

export function EntryBody({ entry, subject, showsPlain }: EntryBodyProps) {
  if (entry.deletedAt) return <p className={classes.struck}>{struckOut(entry)}</p>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the line of its own type
  const bodyOf = bodyByType[entry.content.type] as BodyOf<Content>
  return bodyOf({ entry, content: entry.content, subject, showsPlain })
}

type BodyOf<Of> = (of: EntryBodyProps & { content: Of }) => ReactNode

/** How each type of content is shown. A new type that has no line here does not compile. */
const bodyByType: { [Type in Content['type']]: BodyOf<Extract<Content, { type: Type }>> } = {
  email: ({ entry, content, subject, showsPlain }) => (
    <MailBody entry={entry} mail={content} subject={subject} showsPlain={showsPlain} />
  ),
  note: ({ entry, content }) => <TextBody entry={entry} mentions={content.mentions} />,
  custom: ({ entry, content }) => <TextBody entry={entry} otherwise={<Data data={content.data} />} />,
  text: ({ entry, content }) => (
    <>
      <TextBody entry={entry} />
      <Origin content={content} />
    </>
  ),
  event: ({ entry }) => (entry.kind === 'handover' ? <HandoverBody entry={entry} /> : <TextBody entry={entry} />),
  edit: ({ entry }) => <TextBody entry={entry} />,
  deletion: ({ entry }) => <TextBody entry={entry} />,
}

function struckOut({ kind, author, deletedBy }: Entry): string {
  if (kind === 'message') return w.entry.takenBackBy(deletedBy?.name ?? author.name)
  return deletedBy && deletedBy.id !== author.id ? w.entry.struckOutBy(deletedBy.name) : w.entry.struckOut
}
