import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getEntryHtml } from '@throughline/protocol/timeline/entries.ts'
import type { EmailContent } from '@throughline/protocol/timeline/content/email.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'
import { Hint } from '../../../look/hint.tsx'
import { IconAlertTriangle, IconDots } from '../../../look/icons.ts'
import { w } from '../../../words/words.ts'
import { LinkedText } from '../linked-text.tsx'
import classes from './mail-body.module.css'
import { MailFrame } from './mail-frame.tsx'
import { MailParts } from './mail-parts.tsx'
import { replyToThatDiffers } from './reply-to-that-differs.ts'
import { RemoteContent } from './remote-content.tsx'
import { usePictures } from './use-pictures.ts'

export interface MailBodyProps {
  entry: Entry
  mail: z.infer<typeof EmailContent>
  subject: string | null
  showsPlain: boolean
}

/** The customer's own words; what they quoted and signed with is folded, never gone. */
export function MailBody({ entry, mail, subject, showsPlain }: MailBodyProps) {
  const [isUnfolded, setIsUnfolded] = useState(false)
  const pictures = usePictures(entry, mail)
  const wantsHtml = mail.hasHtml && !showsPlain
  const html = useQuery({
    queryKey: keys.html(entry.id, pictures.areShown),
    queryFn: () =>
      call(getEntryHtml, { params: { id: entry.id }, query: pictures.areShown ? { pictures: 'shown' } : {} }),
    enabled: wantsHtml,
    staleTime: Infinity,
    // The mail stays while its pictures are asked for.
    placeholderData: keepPreviousData,
  })
  const frame = wantsHtml && html.data?.html.trim() ? html.data : null
  const foldedText = [mail.quotedText, mail.signature].filter((part) => part.trim()).join('\n\n')
  const hasParts = mail.encrypted !== undefined || (mail.events?.length ?? 0) + (mail.cards?.length ?? 0) > 0
  const hasFolded = frame ? frame.quotedHtml.trim() !== '' : foldedText !== ''
  return (
    <div className={classes.mail}>
      <MailLines mail={mail} subject={subject} direction={entry.direction} />
      {frame ? (
        <MailFrame entryId={entry.id} html={frame.html} title={w.entry.mailTitle(entry.author.name)} />
      ) : (
        <div className={classes.text}>
          <LinkedText
            text={mail.replyText || (foldedText ? '' : entry.text) || (hasFolded || hasParts ? '' : w.entry.noText)}
          />
        </div>
      )}
      <MailParts mail={mail} />
      {hasFolded && (
        <button
          type="button"
          className={classes.fold}
          aria-expanded={isUnfolded}
          aria-label={isUnfolded ? w.entry.hideQuoted : w.entry.showQuoted}
          title={isUnfolded ? w.entry.hideQuoted : w.entry.showQuoted}
          onClick={() => setIsUnfolded(!isUnfolded)}
        >
          <IconDots size={16} aria-hidden />
        </button>
      )}
      {hasFolded && isUnfolded && (
        <div className={classes.quoted}>
          {frame ? (
            <MailFrame entryId={`${entry.id}:quoted`} html={frame.quotedHtml} title={w.entry.showQuoted} />
          ) : (
            <LinkedText text={foldedText} />
          )}
        </div>
      )}
      {frame && (
        <RemoteContent
          remote={frame.remote}
          onShow={frame.remote.some(({ kind }) => kind === 'image') ? pictures.show : null}
          onAlways={pictures.always}
          onNever={pictures.never}
        />
      )}
    </div>
  )
}

/** Subject and copies, and whatever should make one careful. */
interface MailLinesProps {
  mail: MailBodyProps['mail']
  subject: string | null
  direction: Entry['direction']
}

function MailLines({ mail, subject, direction }: MailLinesProps) {
  const isDoubtful = direction === 'in' && !mail.authenticated
  const askedTo = direction === 'in' ? replyToThatDiffers(mail) : []
  return (
    <div className={classes.lines}>
      {subject && <bdi className={classes.subject}>{subject}</bdi>}
      {mail.bcc && mail.bcc.length > 0 && (
        <span>{w.entry.bcc(mail.bcc.map((one) => one.name || one.address).join(', '))}</span>
      )}
      {mail.cc.length > 0 && <span>{w.entry.cc(mail.cc.map((one) => one.name || one.address).join(', '))}</span>}
      {askedTo.length > 0 && <bdi>{w.entry.answersAskedTo(askedTo.join(', '))}</bdi>}
      {isDoubtful && (
        <Hint text={w.entry.unverifiedMore} className={classes.doubt}>
          {w.entry.unverified}
        </Hint>
      )}
      {mail.problems.length > 0 && (
        <Hint text={mail.problems.join(' ')} className={classes.doubt}>
          <IconAlertTriangle size={12} stroke={2} aria-hidden /> {w.entry.repaired(mail.problems.length)}
        </Hint>
      )}
    </div>
  )
}
